def output = new File(basedir, 'build.log').text
def build = output.split('Scanning for projects')

[1, 2].each {
    assert build[it] =~ /CheapTest[$]Inner[.]task +1 +101 .*NEW/
    assert build[it] =~ /DearTest[$]Inner[.]task +1 +9,001 .*OVER_BUDGET/
    assert build[it] =~ /DearTest[$]Inner[.]task .*9,001 tokens .* 500 \(maxTotal\)/
    assert !build[it].contains('CheapTest$Inner.task used')
    // two attempts, of which one is a sample
    assert build[it] =~ /RetryTest\.retried +2 +110 .*NEW/
}
assert new File(basedir, 'target/tokenbudget/runs').listFiles().length == 3
