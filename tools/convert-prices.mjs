// Convert the data of @pydantic/genai-prices into our price list (docs/prices.md), one model a line, through the
// package's public doors only: node convert-prices.mjs <unpacked package> <its "list" output> <source> <date>
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder, listing, source, date] = process.argv.slice(2)
const { findProvider } = await import(pathToFileURL(join(resolve(folder), 'dist/index.js')))

// Programs that run open models on one's own machine: their makers' prices would be wrong.
const UNPRICED = ['llamacpp', 'lmstudio', 'localai', 'ollama', 'vllm']

// Names that gateways and frameworks use and that the package does not know.
const MORE_NAMES = { azure: ['*azure*'] }

// What the package does not know: batch APIs at half price, and OpenAI's flex processing at the price of batches, as the
// providers' price pages say of all their models. Where prices differ by model (priority, fast) there is nothing to say here.
const HALF = { batch: 0.5 }
const TIERS = {
    anthropic: HALF,
    aws: HALF,
    azure: HALF,
    google: HALF,
    groq: HALF,
    mistral: HALF,
    openai: { batch: 0.5, flex: 0.5 },
}

const PRICES = {
    input_mtok: 'input',
    output_mtok: 'output',
    cache_read_mtok: 'cacheRead',
    cache_write_mtok: 'cacheWrite',
    cache_write_1h_mtok: 'cacheWrite1h',
    output_reasoning_mtok: 'reasoning',
    requests_kcount: 'perThousandCalls',
}

function providerIds() {
    const lines = readFileSync(listing, 'utf8').split('\n')
    const headings = lines.filter(line => /^\S.*\(\d+ models\)$/.test(line))
    const ids = [...new Set(lines.map(line => /^ {2}([^:\s]+):/.exec(line)?.[1]).filter(id => id !== undefined))]
    if (ids.length !== headings.length) throw new Error(`${headings.length} providers, but ${ids.length} ids: ${ids}`)
    return ids
}

function patterns(match) {
    if (match === undefined) return undefined
    const [[kind, operand]] = Object.entries(match)
    switch (kind) {
        case 'or':
            return [...new Set(operand.flatMap(patterns))]
        case 'and':
            return [`/^${operand.map(part => `(?=${expression(part)})`).join('')}/`]
        case 'equals':
            return [literal(operand)]
        case 'starts_with':
            return [`${literal(operand)}*`]
        case 'ends_with':
            return [`*${literal(operand)}`]
        case 'contains':
            return [`*${literal(operand)}*`]
        case 'regex':
            return [`/${operand}/`]
        default:
            throw new Error(`A kind of match that this script does not know: ${kind}`)
    }
}

function literal(text) {
    if (text.includes('*') || text.startsWith('/')) throw new Error(`No pattern can say this literally: ${text}`)
    return text.toLowerCase()
}

function expression(match) {
    const [[kind, operand]] = Object.entries(match)
    const quoted = operand.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    switch (kind) {
        case 'contains':
            return `.*${quoted}`
        case 'starts_with':
            return quoted
        case 'regex':
            return operand
        default:
            throw new Error(`A kind of match inside "and" that this script does not know: ${kind}`)
    }
}

function prices(model) {
    const sets = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]
    if (sets[0].constraint !== undefined) throw new Error(`No price before ${sets[0].constraint}: ${model.id}`)
    const converted = sets.map(set => ({ ...validity(set.constraint), ...tokenPrices(model.id, set.prices) }))
    const priced = converted.filter(set => set.input !== undefined || set.output !== undefined)
    if (priced.length !== 0 && priced.length !== converted.length) throw new Error(`Priced only at times: ${model.id}`)
    return priced.length > 1 ? priced : priced[0]
}

function validity(constraint) {
    if (constraint === undefined) return {}
    switch (constraint.type) {
        case 'start_date':
            return { from: constraint.start_date }
        case 'time_of_date':
            return { between: [time(constraint.start_time), time(constraint.end_time)] }
        default:
            throw new Error(`A constraint that this script does not know: ${JSON.stringify(constraint)}`)
    }
}

function time(text) {
    const [whole, utc] = text.match(/^(\d\d:\d\d):00Z$/) ?? []
    if (whole === undefined) throw new Error(`A time that is no whole minute in UTC: ${text}`)
    return utc
}

function tokenPrices(id, given) {
    // The package lists a free variant without any price; so it does models whose price it does not know.
    if (Object.keys(given).length === 0) return id.endsWith(':free') ? { input: 0, output: 0 } : {}
    const base = {}
    const steps = new Map()
    for (const [theirs, ours] of Object.entries(PRICES)) {
        const price = given[theirs]
        if (price === undefined) continue
        base[ours] = price.base ?? price
        for (const tier of price.tiers ?? []) {
            steps.set(tier.start, { ...steps.get(tier.start), [ours]: tier.price })
        }
    }
    if (steps.size === 0) return withHour(id, base)
    const above = [...steps].sort(([a], [b]) => a - b).map(([tokens, changed]) => withHour(id, { tokens, ...changed }))
    return { ...withHour(id, base), above }
}

// Who resells Claude charges as Anthropic does for an hour in the cache, twice the input; the package seldom says so.
function withHour(id, given) {
    const isMissing = given.cacheWrite !== undefined && given.input !== undefined && given.cacheWrite1h === undefined
    if (!id.includes('claude') || !isMissing) return given
    const { reasoning, perThousandCalls, ...before } = given
    const after = { reasoning, perThousandCalls }
    return { ...before, cacheWrite1h: 2 * given.input, ...after }
}

function model(given) {
    const matches = patterns(given.match)
    const isItself = matches.length === 1 && matches[0] === given.id.toLowerCase()
    return JSON.stringify({
        id: given.id,
        matches: isItself ? undefined : matches,
        context: given.context_window,
        deprecated: given.deprecated || undefined,
        prices: prices(given),
    })
}

function provider(id) {
    const given = findProvider({ providerId: id })
    const head = JSON.stringify({
        id,
        matches: MORE_NAMES[id] ?? patterns(given.provider_match),
        makes: patterns(given.model_match),
        alsoSells: given.fallback_model_providers,
        tiers: TIERS[id],
    })
    return `${head.slice(0, -1)},"models":[\n${given.models.map(model).join(',\n')}\n]}`
}

const head = JSON.stringify({ schemaVersion: 1, date, source, unpriced: UNPRICED })
console.log(`${head.slice(0, -1)},"providers":[\n${providerIds().map(provider).join(',\n')}\n]}`)
