export const HELP = `tickless: runs MicroPython and TypeScript programs on simulated boards, in virtual time.

Usage:
  tickless run PROJECT [options]   run a project folder or a single .py or .ts file
  tickless replay FILE             run a recording's project again, and see whether it does the same
  tickless diff A B                compare two recordings, or projects: where they part, and in what
  tickless export FILE [options]   write a recording as waveforms, task timeline, tables or pictures
  tickless view [PROJECT]          show a project or a recording in the browser: its board, live and at any time
  tickless run --help              all options of run; each command has its own
  tickless --version
`;

export const RUN_HELP = `Usage: tickless run PROJECT [options]

PROJECT is a folder with a main.py (MicroPython) or a firmware.ts (TypeScript), or a single .py or .ts file. A folder
may also hold diagram.json (parts and wires, in Wokwi's format; without it the program runs on a bare board),
*.scenario.yaml (timed inputs and expectations) and tickless.yaml (board, seed, duration, scenario, heap, cpu-time).

  --until TIME       end at this virtual time, for example 250ms, 10s, 2min (default: tickless.yaml's duration, or 10s)
  --seed N           of everything random: contact bounce, noise, Python's random (default: tickless.yaml's, or 1)
  --board NAME       pico or pico-w, for projects without a diagram (default: pico)
  --scenario FILE    play this scenario (default: the one that tickless.yaml names; else the folder's *.scenario.yaml
                     if there is exactly one)
  --no-scenario      play none
  --heap BYTES       size of the Python heap, for example 64k (default: the board's)
  --no-cpu-time      computing takes no virtual time; only waiting and transfers do
  --show             draw LEDs, displays and controls as they are at the end
  --json FILE        write the results to a file ("-": instead of the summary, to stderr)
  --record FILE      write a recording, by custom *.tickless: the project, seed, options and all that happened
  --vcd FILE         write waveforms; this and the other three as tickless export has them
  --vcd-logic FILE
  --perfetto FILE
  --csv FOLDER
  -h, --help

Standard output carries what the board writes to its serial port, byte for byte; everything else goes to standard error.
The same project, seed and options always give the same run, and the same fingerprint.

Exit codes:
  0    the program finished, or the run came to its limit
  1    an uncaught exception; a deadlock; a board that only resets; a scenario that failed, or whose checks were not
       all reached
  2    a mistake in the project or the command line
  3    a bug in a model or in tickless itself (TICKLESS_DEBUG=1 shows where)
  130  stopped by Ctrl-C
  141  nobody reads standard output any more
`;

export const VIEW_HELP = `Usage: tickless view [PROJECT] [options]
       tickless view FILE.tickless[@TIME] [options]

Serves the viewer on this computer and opens it in the browser. PROJECT is a folder with a main.py or a firmware.ts, or a
single .py or .ts file; without it the viewer begins with an example. What is edited in the folder while the viewer is open
is run again at once. Ctrl-C ends it.

A recording (tickless run --record) is shown at this time, or at its end. Its project is run again, which gives the same run;
the page says whether it did.

  --port N           listen on this port (default: the first from 5170 that is free; 0: any)
  --host ADDRESS     listen on this address instead of 127.0.0.1, for other computers too. They can read the project.
  --no-open          do not open the browser; the address is printed in any case
  -h, --help

Standard output carries the address and nothing else. The page can run its own scripts and talk to this server, nothing
else; what is edited in it stays in it.
`;

export const REPLAY_HELP = `Usage: tickless replay FILE

Runs the project in a recording (tickless run --record) again, from the file alone, with its seed, options and inputs, and
compares what happens with what was recorded. If it is not the same: the first event that differs (time, track, both values,
the tasks there were), and how many tracks differ.

Exit codes:
  0    the same
  1    different
  2    the file is no recording, damaged, or of a newer version
  130  stopped by Ctrl-C
`;

export const DIFF_HELP = `Usage: tickless diff A B [options]

Compares two recordings: whether they are the same; if not, the first event that differs (time, track, both values, the
tasks there were), what differs between the projects, and every track that differs.

A and B are *.tickless files; or projects (a folder, a .py or a .ts file), which are run first: beside a recording with its
seed, length, options, inputs and scenario, else as tickless run would.

  --json             write it as JSON
  -h, --help

Exit codes:
  0    the same
  1    different
  2    one of them cannot be read or run
  130  stopped by Ctrl-C
`;

export const EXPORT_HELP = `Usage: tickless export FILE [options]

Writes a recording (tickless run --record) in other formats. tickless run has the first four options too.

  --vcd FILE         waveforms as simulated, with undefined and floating levels, for GTKWave or Surfer
  --vcd-logic FILE   waveforms as a logic analyser sees them, 0 or 1, for sigrok and PulseView
  --perfetto FILE    tasks, interrupts and transfers as a timeline, for ui.perfetto.dev or chrome://tracing
  --csv FOLDER       a table of each track
  --display ID       what a display shows: with --png FILE a picture, with --ascii on standard output ("#" is lit)
  --at TIME          of the display: when, for example 1.2s (default: the end)
  -h, --help

In waveforms the transactions of an I2C bus are wires too: pico.i2c0_SCL and pico.i2c0_SDA, made from what was transferred.
They count time in the longest unit in which all of it is exact.

Exit codes:
  0    written
  2    the file is no recording, or something cannot be written
`;
