def log = new File(basedir, 'build.log').text
assert log.contains('tokenbudget.history is not set')
assert log.contains('History: target/tokenbudget/report/history.html')

def page = new File(basedir, 'target/tokenbudget/report/history.html').text
assert page.contains('ReviewTest.reviews')
assert page.contains('SELECT * FROM usage_records WHERE task_label ')
// the model of these tests has no price
assert page.contains('the cost is not known')
assert page.contains('so it is not held against the budget')
