import unittest


class First(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("set up class")

    @classmethod
    def tearDownClass(cls):
        print("tear down class")

    def setUp(self):
        print("set up")

    def tearDown(self):
        print("tear down")

    def test_clean_up(self):
        self.addCleanup(print, "clean up", "first")
        self.addCleanup(print, "clean up", "second")

    def test_equal(self):
        self.assertEqual([1, 2], [1, 3], "lists")

    def test_left_out(self):
        self.skipTest("not on this board")

    def test_sub_tests(self):
        for i in range(3):
            with self.subTest("number", i=i):
                self.assertNotEqual(i, 1)

    @unittest.expectedFailure
    def test_known(self):
        self.fail("known")


@unittest.skip("later")
class Later(unittest.TestCase):
    def test_nothing(self):
        print("never")


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        print("asynchronous set up")

    async def test_raises(self):
        with self.assertRaises(ValueError) as raised:
            int("x")
        print(raised.exception)


class Claims(unittest.TestCase):
    def test_all_that_hold(self):
        self.assertLess(1, 2)
        self.assertLessEqual(2, 2)
        self.assertGreater(2, 1)
        self.assertGreaterEqual(2, 2)
        self.assertAlmostEqual(1.0, 1.00000001)
        self.assertAlmostEqual(10, 11, delta=1)
        self.assertNotAlmostEqual(1.0, 1.1)
        self.assertIs(None, None)
        self.assertIsNot(1, None)
        self.assertIsNone(None)
        self.assertIsNotNone(0)
        self.assertTrue(1)
        self.assertFalse(0)
        self.assertIn(1, [1])
        self.assertNotIn(1, [])
        self.assertIsInstance(1, int)
        self.assertNotIsInstance(1, str)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertRegex("abc", "b")
        self.assertRaises(ZeroDivisionError, lambda: 1 / 0)
        self.assertRaisesRegex(ValueError, "invalid", int, "x")

    def test_all_that_do_not(self):
        claims = (
            lambda: self.assertEqual(1, 2),
            lambda: self.assertNotEqual(1, 1),
            lambda: self.assertLess(2, 2),
            lambda: self.assertLessEqual(3, 2),
            lambda: self.assertGreater(2, 2),
            lambda: self.assertGreaterEqual(1, 2),
            lambda: self.assertAlmostEqual(1, 1.1, places=2),
            lambda: self.assertAlmostEqual(1, 2, delta=0.5),
            lambda: self.assertNotAlmostEqual(1, 1),
            lambda: self.assertIs(1, None),
            lambda: self.assertIsNot(None, None),
            lambda: self.assertIsNone(1),
            lambda: self.assertIsNotNone(None),
            lambda: self.assertTrue([]),
            lambda: self.assertFalse("x"),
            lambda: self.assertIn(1, ()),
            lambda: self.assertNotIn(1, (1,)),
            lambda: self.assertIsInstance(1, (str, list)),
            lambda: self.assertNotIsInstance(1, int),
            lambda: self.assertCountEqual([1, 1], [1]),
            lambda: self.assertCountEqual([1], [1, 1]),
            lambda: self.assertRegex("abc", "x"),
            lambda: self.assertRaises(ValueError, lambda: None),
            lambda: self.fail("said so"),
        )
        for claim in claims:
            try:
                claim()
                print("it held")
            except AssertionError as exc:
                print(exc)


result = unittest.main()
print(result.testsRun, result.failuresNum, result.errorsNum, result.skippedNum, result.wasSuccessful())
