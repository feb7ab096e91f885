def log = new File(basedir, 'build.log').text
assert log.contains('ReviewTest.reviews has no baseline yet.')
