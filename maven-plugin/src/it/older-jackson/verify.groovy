def log = new File(basedir, 'build.log').text
assert log.contains('[WARNING] ReviewTest.reviews ')
