assert new File(basedir, 'build.log').text.contains('GreetingBenchmarkTest.greets has no baseline yet.')
assert new File(basedir, 'target/tokenbudget/report/report.json').text.contains('"verdict": "NEW"')
def fetched = new File(localRepositoryPath, 'dev/tokenbudget').listFiles().collectEntries { module ->
    [module.name, new File(module.listFiles().find { it.directory }, '_remote.repositories').text]
}
assert fetched.keySet().containsAll(['tokenbudget-bom', 'tokenbudget-junit', 'tokenbudget-maven-plugin'])
fetched.each { module, repositories -> assert repositories.contains('>bundle=') && !repositories.contains('>fetched-before=') : module }
