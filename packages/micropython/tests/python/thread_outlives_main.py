# The second core goes on when the main program has ended.
import _thread, time


def go_on():
    for i in range(3):
        time.sleep_ms(10)
        print("still here", i)


_thread.start_new_thread(go_on, ())
print("main ends")
