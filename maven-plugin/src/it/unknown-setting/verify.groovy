def log = new File(basedir, 'build.log').text

assert log.contains('There is no setting tokenbudget.tolerence (command line). The settings are tokenbudget.acceptIncomplete, tokenbudget.add, tokenbudget.alertsFile, tokenbudget.all, tokenbudget.alpha,')
assert log.contains('There is no parameter <tolerence> (POM, configuration of the plugin of tokenbudget-maven-plugin). The parameters are ')
assert log.contains('tokenbudget.directory (POM, properties) cannot be used')
assert log.contains('tokenbudget.directory (POM, configuration of the plugin) cannot be used')
assert !(log =~ /--- .*surefire/)
