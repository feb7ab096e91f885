def builds = new File(basedir, 'build.log').text.split('Building unusual-names')
def notRun = 'Annotated but not run: it.ReviewBenchmark. Such a name fits no pattern of maven-surefire-plugin' +
        ' (**/Test*.java, **/*Test.java, **/*Tests.java, **/*TestCase.java).' +
        " Rename the class, or name it in the plugin's <includes>."

assert builds[1].contains(notRun)
assert builds[2].contains('No task was measured: this build left out tests (-DskipTests).')
assert builds[3].contains('No task was measured: this build left out tests (-DexcludedGroups=token-budget).')
assert builds[4].contains('[WARNING] ' + notRun)
assert builds[5].contains('[WARNING] ReviewBenchmark.reviews ')
assert builds[6].contains('[WARNING] ReviewBenchmark.reviews ')
for (build in [2, 3, 5, 6]) {
    assert !builds[build].contains('Annotated but not run')
}
