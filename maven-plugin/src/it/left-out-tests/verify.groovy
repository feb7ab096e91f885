def builds = new File(basedir, 'build.log').text.split('Building left-out-tests')
def by = { '<' + it + '> of maven-surefire-plugin left out tests, so these tasks of the baseline did not run and are not judged: ' }

assert builds[1].contains(by('excludes') + 'SummaryTest.summarises.')
assert builds[2].contains(by('includes') + 'SummaryTest.summarises.')
assert builds[3].contains(by('excludes') + 'SummaryTest.summarises.')
assert builds[4].contains('This build left out tests (-Dsurefire.excludesFile=excluded.txt): 1 task of the baseline did not run and is not judged.')
(1..4).each {
    assert builds[it].contains('ReviewTest.reviews')
    assert !builds[it].contains('MISSING')
}

assert builds[5].contains('No task was measured, and there is no baseline.')
assert builds[5].contains('<excludes> of maven-surefire-plugin left out PipelineIT, ReviewTest, SummaryTest.')

assert builds[6].contains('ReviewTest.reviewed')
assert builds[6].contains('MISSING')
