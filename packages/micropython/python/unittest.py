"""unittest: tests written in Python, run on the board, with the interface of micropython-lib's module of this name.

Where tests run on a simulated board, whoever runs them is told of each result beside what is printed.
"""

import io
import sys
import _common
from _hal import bench as _bench

PASSED, FAILED, ERROR, SKIPPED, EXPECTED, UNEXPECTED = (
    "passed",
    "failed",
    "error",
    "skipped",
    "expected failure",
    "unexpected success",
)
_BAD = (FAILED, ERROR, UNEXPECTED)


class SkipTest(Exception):
    pass


class _ExpectedFailure(Exception):
    pass


class _UnexpectedSuccess(Exception):
    pass


class _Skipped:
    """Stands for a test that is left out: a function cannot be marked."""

    def __init__(self, reason):
        self.reason = reason


def skip(reason=""):
    def mark(test):
        if isinstance(test, type):
            test.__unittest_skip__ = reason
            return test
        return _Skipped(reason)

    return mark


def skipIf(condition, reason=""):
    return skip(reason) if condition else lambda test: test


def skipUnless(condition, reason=""):
    return skipIf(not condition, reason)


def expectedFailure(test):
    if isinstance(test, _Skipped):
        return test

    async def wait(coroutine):
        try:
            await coroutine
        except SkipTest:
            raise
        except Exception as exc:
            raise _ExpectedFailure(exc)
        raise _UnexpectedSuccess

    def run(*args):
        try:
            result = test(*args)
        except SkipTest:
            raise
        except Exception as exc:
            raise _ExpectedFailure(exc)
        if _is_coroutine(result):
            return wait(result)
        raise _UnexpectedSuccess

    return run


def _is_coroutine(value):
    return hasattr(value, "send") and hasattr(value, "throw")


def _finish(result):
    """Runs what an `async def` gave to its end."""
    if _is_coroutine(result):
        import asyncio

        asyncio.new_event_loop()
        asyncio.run(result)


def _traceback(exc):
    text = io.StringIO()
    sys.print_exception(exc, text)
    return text.getvalue().rstrip()


def _name(exceptions):
    if isinstance(exceptions, tuple):
        return " or ".join([each.__name__ for each in exceptions])
    return exceptions.__name__


class _Raises:
    def __init__(self, test, expected, pattern=None, msg=""):
        self._test, self._expected, self._pattern, self._msg = test, expected, pattern, msg
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, traceback):
        self.exception = exc
        if kind is None:
            self._test.fail("%s not raised" % _name(self._expected), self._msg)
        if not issubclass(kind, self._expected):
            return False
        if self._pattern is not None:
            self._test.assertRegex(str(exc), self._pattern, self._msg)
        return True


class _Nothing:
    def __enter__(self):
        return self

    def __exit__(self, kind, exc, traceback):
        return False


class _SubTest:
    def __init__(self, test, msg, params):
        self._test = test
        parts = [] if msg is None else [str(msg)]
        parts += ["%s=%r" % (key, params[key]) for key in sorted(params)]
        self._label = ", ".join(parts)

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, traceback):
        if kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, (_ExpectedFailure, _UnexpectedSuccess)):
            return False
        self._test._subtest(self._label, exc)
        return True


class TestCase:
    def __init__(self, methodName="runTest"):
        self._method = methodName
        self._cleanups = []
        self._problems = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return type(self).__name__ + "." + self._method

    def addCleanup(self, function, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._step(lambda: self._call(function, args, kwargs))

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def skipTest(self, reason=""):
        raise SkipTest(reason)

    def fail(self, msg="", more=None):
        text = str(msg or "")
        if more:
            text = text + " : " + str(more) if text else str(more)
        raise AssertionError(text)

    # How it is run. Each step that goes wrong is a problem: its outcome, what it is of ("" the test itself), and the text.

    def _call(self, function, args=(), kwargs={}):
        _finish(function(*args, **kwargs))

    def _body(self, method):
        self._call(method)

    def _subtest(self, label, exc):
        self._problem(exc, label)

    def _problem(self, exc, label=""):
        if isinstance(exc, SkipTest):
            problem = SKIPPED, label, str(exc)
        elif isinstance(exc, _ExpectedFailure):
            problem = EXPECTED, label, ""
        elif isinstance(exc, _UnexpectedSuccess):
            problem = UNEXPECTED, label, "it was expected to fail, and passed"
        else:
            problem = FAILED if isinstance(exc, AssertionError) else ERROR, label, _traceback(exc)
        self._problems.append(problem)

    def _step(self, step):
        try:
            step()
            return True
        except BaseException as exc:
            if isinstance(exc, KeyboardInterrupt) or exc is _common.soft_reset:
                raise
            self._problem(exc)
            return False

    def _run(self):
        """Runs the test; returns its problems."""
        self._problems = []
        method = getattr(self, self._method)
        reason = getattr(self, "__unittest_skip__", None)
        if isinstance(method, _Skipped):
            reason = method.reason
        if reason is not None:
            return [(SKIPPED, "", reason)]
        if self._step(self.setUp):
            self._step(lambda: self._body(method))
            self._step(self.tearDown)
        self.doCleanups()
        return self._problems

    # What a test claims.

    def assertEqual(self, x, y, msg=""):
        if not x == y:
            self.fail("%r != %r" % (x, y), msg)

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertEqual

    def assertSequenceEqual(self, x, y, msg="", seq_type=None):
        if seq_type is not None:
            self.assertIsInstance(x, seq_type, msg)
            self.assertIsInstance(y, seq_type, msg)
        if list(x) != list(y):
            self.fail("%r != %r" % (x, y), msg)

    def assertNotEqual(self, x, y, msg=""):
        if not x != y:
            self.fail("%r == %r" % (x, y), msg)

    def assertLess(self, x, y, msg=""):
        if not x < y:
            self.fail("%r is not less than %r" % (x, y), msg)

    def assertLessEqual(self, x, y, msg=""):
        if not x <= y:
            self.fail("%r is not less than or equal to %r" % (x, y), msg)

    def assertGreater(self, x, y, msg=""):
        if not x > y:
            self.fail("%r is not greater than %r" % (x, y), msg)

    def assertGreaterEqual(self, x, y, msg=""):
        if not x >= y:
            self.fail("%r is not greater than or equal to %r" % (x, y), msg)

    def _almost(self, x, y, places, delta):
        if x == y:
            return True
        if delta is not None:
            if places is not None:
                raise TypeError("specify delta or places not both")
            return abs(x - y) <= delta
        return round(abs(x - y), 7 if places is None else places) == 0

    def assertAlmostEqual(self, x, y, places=None, msg="", delta=None):
        if not self._almost(x, y, places, delta):
            self.fail("%r is not almost %r" % (x, y), msg)

    def assertNotAlmostEqual(self, x, y, places=None, msg="", delta=None):
        if self._almost(x, y, places, delta):
            self.fail("%r is almost %r" % (x, y), msg)

    def assertIs(self, x, y, msg=""):
        if x is not y:
            self.fail("%r is not %r" % (x, y), msg)

    def assertIsNot(self, x, y, msg=""):
        if x is y:
            self.fail("it is %r" % (x,), msg)

    def assertIsNone(self, x, msg=""):
        if x is not None:
            self.fail("%r is not None" % (x,), msg)

    def assertIsNotNone(self, x, msg=""):
        if x is None:
            self.fail("it is None", msg)

    def assertTrue(self, x, msg=""):
        if not x:
            self.fail("%r is not true" % (x,), msg)

    def assertFalse(self, x, msg=""):
        if x:
            self.fail("%r is not false" % (x,), msg)

    def assertIn(self, x, xs, msg=""):
        if x not in xs:
            self.fail("%r is not in %r" % (x, xs), msg)

    def assertNotIn(self, x, xs, msg=""):
        if x in xs:
            self.fail("%r is in %r" % (x, xs), msg)

    def assertIsInstance(self, x, kind, msg=""):
        if not isinstance(x, kind):
            self.fail("%r is no %s" % (x, _name(kind)), msg)

    def assertNotIsInstance(self, x, kind, msg=""):
        if isinstance(x, kind):
            self.fail("%r is a %s" % (x, _name(kind)), msg)

    def assertCountEqual(self, xs, ys, msg=""):
        rest = list(ys)
        for x in xs:
            if x not in rest:
                self.fail("%r and %r have other elements" % (xs, ys), msg)
            rest.remove(x)
        if rest:
            self.fail("%r and %r have other elements" % (xs, ys), msg)

    def assertRegex(self, text, pattern, msg=""):
        import re

        if not re.search(pattern, text):
            self.fail("%r does not match %r" % (text, pattern), msg)

    def assertNotRegex(self, text, pattern, msg=""):
        import re

        if re.search(pattern, text):
            self.fail("%r matches %r" % (text, pattern), msg)

    def assertRaises(self, exc, func=None, *args, **kwargs):
        context = _Raises(self, exc, None, kwargs.pop("msg", "") if func is None else "")
        if func is None:
            return context
        with context:
            func(*args, **kwargs)

    def assertRaisesRegex(self, exc, pattern, func=None, *args, **kwargs):
        context = _Raises(self, exc, pattern)
        if func is None:
            return context
        with context:
            func(*args, **kwargs)

    def assertWarns(self, warning, *args):
        return _Nothing()


class IsolatedAsyncioTestCase(TestCase):
    """Its tests are coroutines, each in an event loop of its own together with asyncSetUp and asyncTearDown."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, function, *args, **kwargs):
        self.addCleanup(function, *args, **kwargs)

    async def _awaited(self, method):
        await self.asyncSetUp()
        try:
            result = method()
            if _is_coroutine(result):
                await result
        finally:
            await self.asyncTearDown()

    def _body(self, method):
        _finish(self._awaited(method))


class _FunctionTest(TestCase):
    """A function test_… of a module."""

    def __init__(self, name, function):
        super().__init__(name)
        self._function = function

    def id(self):
        return self._method

    def _run(self):
        setattr(self, self._method, self._function)
        return super()._run()


class TestResult:
    def __init__(self):
        self.testsRun = 0
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    @property
    def errorsNum(self):
        return len(self.errors)

    @property
    def failuresNum(self):
        return len(self.failures) + len(self.unexpectedSuccesses)

    @property
    def skippedNum(self):
        return len(self.skipped)

    def _add(self, name, outcome, text):
        if outcome == FAILED:
            self.failures.append((name, text))
        elif outcome == ERROR:
            self.errors.append((name, text))
        elif outcome == SKIPPED:
            self.skipped.append((name, text))
        elif outcome == EXPECTED:
            self.expectedFailures.append((name, text))
        elif outcome == UNEXPECTED:
            self.unexpectedSuccesses.append(name)

    def __add__(self, other):
        self.testsRun += other.testsRun
        for kind in ("failures", "errors", "skipped", "expectedFailures", "unexpectedSuccesses"):
            getattr(self, kind).extend(getattr(other, kind))
        return self


class TestSuite:
    """Tests and suites, in order. A class stands for all its tests."""

    def __init__(self, name=""):
        self._name = name
        self._tests = []
        self._module = {}

    def addTest(self, test):
        if isinstance(test, type):
            for name in _methods(test):
                self._tests.append(test(name))
        elif isinstance(test, TestSuite):
            self._tests.extend(test._tests)
        else:
            self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def run(self, result=None):
        result = TestResult() if result is None else result
        _run_tests(self, result, _quiet)
        return result


def _quiet(name, outcome):
    pass


def _print(name, outcome):
    words = {PASSED: "ok", FAILED: "FAIL", ERROR: "ERROR"}
    print("%s ... %s" % (name, words.get(outcome, outcome)))


class TestRunner:
    """Prints a line for each test, what went wrong, and how many there were."""

    def run(self, suite):
        result = TestResult()
        _run_tests(suite, result, _print)
        for kind, problems in (("ERROR", result.errors), ("FAIL", result.failures)):
            for name, text in problems:
                print("%s\n%s: %s\n%s\n%s" % ("=" * 40, kind, name, "-" * 40, text))
        print("Ran %d tests" % result.testsRun)
        counts = (("failed", result.failuresNum), ("errors", result.errorsNum), ("skipped", result.skippedNum))
        counts = ", ".join(["%s: %d" % count for count in counts if count[1]])
        print(("OK" if result.wasSuccessful() else "FAILED") + (" (%s)" % counts if counts else ""))
        return result


TextTestRunner = TestRunner


def _methods(cls):
    names = [name for name in dir(cls) if name.startswith("test")]
    if not names and hasattr(cls, "runTest"):
        return ["runTest"]
    return sorted([name for name in names if isinstance(getattr(cls, name), _Skipped) or callable(getattr(cls, name))])


def _is_case(value):
    return isinstance(value, type) and issubclass(value, TestCase)


def _suite_of(names):
    """The tests of a module, and what is done before and after them."""
    suite = TestSuite()
    suite.addTests(_tests_in(names))
    suite._module = names
    return suite


def _tests_in(names):
    """The tests of a module, by its names, in order of the alphabet: classes, then functions test_…"""
    tests = []
    for name in sorted(names):
        value = names[name]
        if _is_case(value) and value not in (TestCase, IsolatedAsyncioTestCase) and value.__name__ == name:
            tests.extend([value(method) for method in _methods(value)])
    for name in sorted(names):
        value = names[name]
        if name.startswith("test_") and not isinstance(value, type):
            if isinstance(value, _Skipped) or callable(value):
                tests.append(_FunctionTest(name, value))
    return tests


# What was run in this program, so that it is not run again when the program ends.
_ran = False


def _run_tests(suite, result, tell):
    global _ran
    _ran = True
    tests = suite._tests
    _bench("tests", "\n".join([test.id() for test in tests]), "", 0)
    current = None
    module_broken = _module_step(suite, "setUpModule")
    broken = ()
    for index, test in enumerate(tests):
        cls = type(test)
        if not _bench("test", test.id(), "", 0):
            continue
        if cls is not current:
            current = cls
            broken = module_broken or _class_step(cls, cls.setUpClass)
        problems = broken or test._run()
        last = index + 1 == len(tests)
        if last or type(tests[index + 1]) is not cls:
            problems = list(problems) + ([] if broken else _class_step(cls, cls.tearDownClass))
        if last and not module_broken:
            problems = list(problems) + _module_step(suite, "tearDownModule")
        _tell(test, problems, result, tell)


def _class_step(cls, step):
    """The problems of setUpClass or tearDownClass; none for a class that is left out."""
    if getattr(cls, "__unittest_skip__", None) is not None:
        return []
    return _step_alone(step)


def _module_step(suite, name):
    """The problems of setUpModule or tearDownModule, if the module has it."""
    step = suite._module.get(name)
    return _step_alone(step) if step else []


def _step_alone(step):
    case = TestCase()
    case._step(step)
    return case._problems


def _tell(test, problems, result, tell):
    result.testsRun += 1
    worst = PASSED
    for outcome in (EXPECTED, SKIPPED, UNEXPECTED, FAILED, ERROR):
        # A subtest that is left out leaves the test as it is.
        if any(each[0] == outcome and (outcome != SKIPPED or not each[1]) for each in problems):
            worst = outcome
    texts = []
    for outcome, label, text in problems:
        name = test.id() + (" (%s)" % label if label else "")
        result._add(name, outcome, text)
        if outcome == worst or outcome in _BAD:
            texts.append("subtest %s\n%s" % (label, text) if label else text)
    tell(test.id(), worst)
    _bench("result", worst, "\n\n".join(texts), 0)


def main(module="__main__", testRunner=None):
    """Runs the tests of a module, given by name or itself, and prints how that went."""
    if isinstance(module, str):
        module = __import__(module)
    return (testRunner or TestRunner()).run(_suite_of(module.__dict__))


def _run_program(names):
    """A program called test_….py has been run: its tests are, unless it has done so itself. Nothing is printed."""
    if not _ran:
        _run_tests(_suite_of(names), TestResult(), _quiet)
