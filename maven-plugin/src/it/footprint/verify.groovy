def log = new File(basedir, 'build.log').text
assert log.contains('History: 6 runs with 6 calls added to jdbc:sqlite:')
assert log.contains('Imported 1 file: 1 call in 1 new run, 0 known already, 0 left out.')

// 3 × (1,000 + 200) and 3 × (400 + 100) tokens at $2 and $10 a million, and 550 tokens for two cents
def spent = 'Spent: $0.0374 by 7 calls in 7 runs, 5,650 tokens.'
assert log.contains(spent)
assert log.contains('Footprint: target/tokenbudget/report/footprint.html')
assert log.contains('History: target/tokenbudget/report/history.html')

def report = new File(basedir, 'target/tokenbudget/report')
def text = { new File(report, it).text }
assert text('footprint.md').contains(spent)
assert text('footprint.html').contains(spent)
assert !text('footprint.html').contains('<script')

def table = { name ->
    def rows = text("footprint-${name}.csv").readLines().collect { it.split(',', -1) as List }
    rows.tail().collect { [rows.head(), it].transpose().collectEntries { it } }
}
def features = table('features').collectEntries { [it.feature, it] }
assert features['review'].cost_usd as BigDecimal == 0.0174
assert features['review'].calls == '6'
assert features[''].cost_usd as BigDecimal == 0.02
assert table('teams').find { it.task == 'ReviewTest.reviews' } ==
    [team: 'payments', feature: 'review', task: 'ReviewTest.reviews', runs: '3', mean_tokens: '1200', p95_tokens: '1200', cost_usd: '0.012']
assert table('models').collectEntries { [it.model, it.input_tokens] } == ['model-1': '4200', 'gpt-5': '500']
def targets = table('targets').collectEntries { [it.figure, it.status] }
assert targets == [tokensPerRun: 'missed', callsPerRun: 'met']

def page = text('history.html')
assert ['ReviewTest.reviews', 'SummaryTest.summarises', 'By feature', 'payments'].every { page.contains(it) }
assert page.contains('of the budget of $10')
