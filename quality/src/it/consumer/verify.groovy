assert new File(basedir, 'build.log').text.contains('[WARNING] GreetingBenchmarkTest.greets ')
assert new File(basedir, 'target/tokenbudget/report/report.json').text.contains('"verdict": "NEW"')

def modules = new File(localRepositoryPath, 'dev/tokenbudget').listFiles()
assert modules*.name.containsAll(['tokenbudget-bom', 'tokenbudget-junit', 'tokenbudget-maven-plugin'])
assert modules.every { module ->
    def origins = new File(module, "${module.listFiles().find { it.directory }.name}/_remote.repositories").text
    origins.contains('>bundle=') && !origins.contains('>fetched-before=')
}
