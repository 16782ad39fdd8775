export const HELP = `tickless: runs MicroPython and TypeScript programs on simulated boards, in virtual time.

Usage:
  tickless run PROJECT [options]   run a project folder or a single .py or .ts file
  tickless test [PATHS]            run tests: scenarios, and Python's unittest on simulated boards
  tickless replay FILE             run a recording's project again, and see whether it does the same
  tickless diff A B                compare two recordings, or projects: where they part, and in what
  tickless export FILE [options]   write a recording as waveforms, task timeline, tables or pictures
  tickless export-diagram PROJECT [FILE]
                                   write a project's diagram as plain JSON, for other tools
  tickless check [PROJECT]         find mistakes in a project's files and wiring without running it
  tickless view [PROJECT]          show a project or a recording in the browser: its board, live and at any time
  tickless run --help              all options of run; each command has its own
  tickless --version
`;

export const RUN_HELP = `Usage: tickless run PROJECT [options]

PROJECT is a folder with a main.py (MicroPython) or a firmware.ts (TypeScript), a zip of one, or a single .py or .ts
file. A folder may also hold diagram.json (parts and wires, in Wokwi's format; without it the program runs on a bare
board), *.scenario.yaml (timed inputs and expectations) and tickless.yaml (board, main, programs, seed, duration,
scenario, heap, cpu-time). Of several boards each may have its program in a folder that is called what the board is.

  --until TIME       end at this virtual time, for example 250ms, 10s, 2min (default: tickless.yaml's duration, or 10s)
  --seed N           of everything random: contact bounce, noise, Python's random (default: tickless.yaml's, or 1)
  --board NAME       pico, pico-w or esp32, for projects without a diagram (default: pico)
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

Standard output carries what the board writes to its serial port, byte for byte; of several boards whole lines, each
behind its board's id. Everything else goes to standard error.
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

export const TEST_HELP = `Usage: tickless test [PATHS] [options]

Runs every *.scenario.yaml and every test_*.py in these files and folders (default: the working directory) on simulated
boards. A file's project is the nearest folder around it with a main.py, firmware.ts, diagram.json or tickless.yaml.

  -t, --filter TEXT     count only tests whose "file > name" contains this, whatever the case
  --seed N              run all with this seed (default: as the scenario or tickless.yaml says, or 1)
  --seeds N             run all with each of the seeds 1 to N
  -u, --update          what displays show, and fingerprints, are what is expected from now on
  --ci                  write no files of expectations, not even those that are missing; CI=1 in the environment too
  -w, --watch           run again what a change of files affects; keys: a, f, u, q
  --bail                stop at the first file that fails
  --jobs N              run so many files at a time (default: one for each processor)
  --timeout TIME        end a simulation at this virtual time (default: the project's duration, or 10s; in Python 60s)
  --wall-timeout TIME   give up a file that takes the host so long (default: 60s)
  --junit FILE          write JUnit's XML; times in it are virtual
  --json FILE           write the results as JSON
  --no-record-failures  leave no recordings of failed tests in .tickless/failures
  --pass-with-no-tests  succeed when there is nothing to run
  -h, --help

Exit codes:
  0    all tests passed
  1    some failed
  2    a mistake on the command line or in a file; nothing to run
  130  stopped by Ctrl-C
`;

export const VIEW_HELP = `Usage: tickless view [PROJECT] [options]
       tickless view FILE.tickless[@TIME] [options]

Serves the viewer on this computer and opens it in the browser. PROJECT is a folder with a main.py or a firmware.ts, a zip
of one, or a single .py or .ts file; without it the viewer begins with an example. What is edited in the folder while the
viewer is open is run again at once. Ctrl-C ends it.

A recording (tickless run --record) is shown at this time, or at its end. Its project is run again, which gives the same run;
the page says whether it did.

  --compare FILE     lay this recording under it, to see where the two differ
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

export const CHECK_HELP = `Usage: tickless check [PROJECT] [options]

Looks for mistakes without running the program: in the project's files, and in the wiring. It finds short circuits, outputs that
fight, LEDs without a resistor, 5 V at a 3.3 V pin, parts without power, inputs that nothing drives, I2C without pull-ups or on
the wrong pins, voltages at pins without an ADC, outputs wanted of pins that have none. Each with part, pin and what to do about
it; docs/check.md lists the rules. PROJECT is a folder, a .py or a .ts file (default: this folder).

  --strict           warnings count as errors
  --json FILE        write what was found as JSON ("-": to standard output)
  --sarif FILE       write it as SARIF 2.1.0, for code hosts and editors
  -h, --help

Exit codes:
  0    no errors
  1    errors
  2    there is no such project
`;

export const EXPORT_DIAGRAM_HELP = `Usage: tickless export-diagram PROJECT [FILE]

Writes a project's diagram.json (PROJECT: its folder, or the file) to FILE, or standard output, as plain JSON: comments
and trailing commas are gone, everything else is as it was, known here or not, in its order.
`;

export const EXPORT_HELP = `Usage: tickless export FILE [options]

Writes a recording (tickless run --record) in other formats. tickless run has the first four options too.

  --vcd FILE         waveforms as simulated, with undefined and floating levels, for GTKWave or Surfer
  --vcd-logic FILE   waveforms as a logic analyser sees them, 0 or 1, for sigrok and PulseView
  --perfetto FILE    tasks, interrupts and transfers as a timeline, for ui.perfetto.dev or chrome://tracing
  --csv FOLDER       a table of each track
  --display ID       what a display shows: with --png FILE a picture, with --ascii on standard output ("#" is lit)
  --at TIME          of the display: when, for example 1.2s (default: the end)
  --wav FILE         what a buzzer at --pin would sound like, pulse trains included: 16-bit PCM
  --pin PIN          of the sound: GP15, pico:GP15, or another part's pin on the wire
  --rate N           of the sound: samples a second, 8000 to 192000 (default: 44100)
  -h, --help

In waveforms the transactions of buses are wires too, made from what was transferred: pico.i2c0_SCL and pico.i2c0_SDA,
pico.uart0_TX and pico.uart0_RX.
They count time in the longest unit in which all of it is exact.

Exit codes:
  0    written
  2    the file is no recording, or something cannot be written
`;
