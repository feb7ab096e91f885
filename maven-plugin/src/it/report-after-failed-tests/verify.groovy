def log = new File(basedir, 'build.log').text
assert log.contains('Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin')

assert log.contains('Report: target/tokenbudget/report/report.html')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('failed, 1 of 2 task(s)')
