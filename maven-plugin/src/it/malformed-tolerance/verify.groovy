def log = new File(basedir, 'build.log').text

assert log.contains("tokenbudget.tolerance=fifteen (POM, execution gate) cannot be used. The tolerance 'fifteen' is malformed. Write +15%")
assert log.contains("tokenbudget.tolerance=15 (command line) cannot be used. The tolerance '15' is malformed.")
assert !(log =~ /--- .*surefire/)
