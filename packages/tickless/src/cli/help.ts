export const HELP = `tickless: runs MicroPython and TypeScript programs on simulated boards, in virtual time.

Usage:
  tickless run PROJECT [options]   run a project folder or a single .py or .ts file
  tickless view [PROJECT]          show a project in the browser: its board, live and at any time
  tickless run --help              all options of run; view has its own
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

Serves the viewer on this computer and opens it in the browser. PROJECT is a folder with a main.py or a firmware.ts, or a
single .py or .ts file; without it the viewer begins with an example. What is edited in the folder while the viewer is open
is run again at once. Ctrl-C ends it.

  --port N           listen on this port (default: the first from 5170 that is free; 0: any)
  --host ADDRESS     listen on this address instead of 127.0.0.1, for other computers too. They can read the project.
  --no-open          do not open the browser; the address is printed in any case
  -h, --help

Standard output carries the address and nothing else. The page can run its own scripts and talk to this server, nothing
else; what is edited in it stays in it.
`;
