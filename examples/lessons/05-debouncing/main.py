"""Which of the four ways of counting presses runs: naive, timed, state_machine or tasks."""

import naive
