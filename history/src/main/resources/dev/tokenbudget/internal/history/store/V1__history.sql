-- Times are in UTC. Costs are whole billionths of a US dollar, so that sums are exact. A run, a reported sum and an acceptance have an
-- id of their own by which they count once; numbers such as run_no join tables and mean nothing else.

CREATE TABLE builds (
    build_id   VARCHAR(200) NOT NULL PRIMARY KEY,
    project    VARCHAR(300) NOT NULL,
    commit_id  VARCHAR(64),
    branch     VARCHAR(300),
    built_at   TIMESTAMP    NOT NULL
);
CREATE INDEX builds_by_time ON builds (built_at);

CREATE TABLE runs (
    run_no        ${identity},
    run_id        VARCHAR(200) NOT NULL UNIQUE,
    build_id      VARCHAR(200),
    origin        VARCHAR(20)  NOT NULL,
    source        VARCHAR(40)  NOT NULL,
    task          VARCHAR(500) NOT NULL,
    started       TIMESTAMP    NOT NULL,
    duration_ms   BIGINT       NOT NULL,
    outcome       VARCHAR(20),
    feature       VARCHAR(200) NOT NULL,
    team          VARCHAR(200) NOT NULL,
    environment   VARCHAR(200) NOT NULL,
    sprint        VARCHAR(200) NOT NULL,
    jira_ticket   VARCHAR(200) NOT NULL,
    cost_center   VARCHAR(200) NOT NULL,
    user_id       VARCHAR(200) NOT NULL,
    other_labels  TEXT         NOT NULL,
    calls         BIGINT       NOT NULL,
    total_tokens  BIGINT,
    cost_nano_usd BIGINT
);
CREATE INDEX runs_by_time ON runs (started);
CREATE INDEX runs_by_task ON runs (task, started);
CREATE INDEX runs_by_build ON runs (build_id);

CREATE TABLE calls (
    run_no             BIGINT       NOT NULL,
    call_seq           INTEGER      NOT NULL,
    called_at          TIMESTAMP    NOT NULL,
    provider           VARCHAR(60)  NOT NULL,
    model              VARCHAR(200) NOT NULL,
    agent              VARCHAR(200) NOT NULL,
    role               VARCHAR(10)  NOT NULL,
    input_tokens       BIGINT,
    output_tokens      BIGINT,
    cache_read_tokens  BIGINT,
    cache_write_tokens BIGINT,
    reasoning_tokens   BIGINT,
    cost_nano_usd      BIGINT,
    stop_reason        VARCHAR(60),
    latency_ms         BIGINT,
    retry_count        INTEGER      NOT NULL,
    tool_calls         INTEGER      NOT NULL,
    feature            VARCHAR(200),
    team               VARCHAR(200),
    environment        VARCHAR(200),
    sprint             VARCHAR(200),
    jira_ticket        VARCHAR(200),
    cost_center        VARCHAR(200),
    user_id            VARCHAR(200),
    other_labels       TEXT,
    PRIMARY KEY (run_no, call_seq)
)${clustered};
CREATE INDEX calls_by_time ON calls (called_at);

-- The ids of calls that other systems told of, and of what repeats them: exports overlap and cut traces anywhere.
CREATE TABLE counted_calls (
    call_id VARCHAR(200) NOT NULL PRIMARY KEY
);

CREATE TABLE verdicts (
    build_id      VARCHAR(200) NOT NULL,
    task          VARCHAR(500) NOT NULL,
    kind          VARCHAR(40)  NOT NULL,
    fails         INTEGER      NOT NULL,
    baseline_mean DOUBLE PRECISION,
    mean          DOUBLE PRECISION,
    statement     TEXT         NOT NULL,
    PRIMARY KEY (build_id, task)
);

-- What a build found that a task need not spend.
CREATE TABLE waste (
    build_id       VARCHAR(200) NOT NULL,
    task           VARCHAR(500) NOT NULL,
    kind           VARCHAR(40)  NOT NULL,
    statement      VARCHAR(1000) NOT NULL,
    cure           TEXT         NOT NULL,
    tokens_per_run DOUBLE PRECISION NOT NULL,
    usd_per_run    DOUBLE PRECISION,
    PRIMARY KEY (build_id, task, kind, statement)
);

CREATE TABLE acceptances (
    acceptance_id VARCHAR(64)  NOT NULL PRIMARY KEY,
    task          VARCHAR(500) NOT NULL,
    accepted_on   DATE         NOT NULL,
    reason        TEXT         NOT NULL,
    commit_id     VARCHAR(64),
    mean_before   DOUBLE PRECISION,
    mean_after    DOUBLE PRECISION
);
CREATE INDEX acceptances_by_task ON acceptances (task, accepted_on);

CREATE TABLE reported_usage (
    reported_id        VARCHAR(200) NOT NULL PRIMARY KEY,
    source             VARCHAR(40)  NOT NULL,
    starts             TIMESTAMP    NOT NULL,
    ends               TIMESTAMP    NOT NULL,
    model              VARCHAR(200) NOT NULL,
    labels             TEXT         NOT NULL,
    requests           BIGINT,
    input_tokens       BIGINT,
    output_tokens      BIGINT,
    cache_read_tokens  BIGINT,
    cache_write_tokens BIGINT,
    reasoning_tokens   BIGINT,
    cost_nano_usd      BIGINT
);
CREATE INDEX reported_by_time ON reported_usage (starts);

-- What the calls of a day add up to, kept with every run that is added: reports over years read these few rows in place of all calls.
CREATE TABLE daily_usage (
    daily_key          VARCHAR(32)  NOT NULL PRIMARY KEY, -- a hash of the next 14 columns
    day                DATE         NOT NULL,
    origin             VARCHAR(20)  NOT NULL,
    source             VARCHAR(40)  NOT NULL,
    task               VARCHAR(500) NOT NULL,
    agent              VARCHAR(200) NOT NULL,
    role               VARCHAR(10)  NOT NULL,
    provider           VARCHAR(60)  NOT NULL,
    model              VARCHAR(200) NOT NULL,
    feature            VARCHAR(200) NOT NULL,
    team               VARCHAR(200) NOT NULL,
    environment        VARCHAR(200) NOT NULL,
    sprint             VARCHAR(200) NOT NULL,
    jira_ticket        VARCHAR(200) NOT NULL,
    cost_center        VARCHAR(200) NOT NULL,
    calls              BIGINT       NOT NULL,
    unknown_calls      BIGINT       NOT NULL,
    unpriced_calls     BIGINT       NOT NULL,
    cached_calls       BIGINT       NOT NULL,
    retried_calls      BIGINT       NOT NULL,
    cut_calls          BIGINT       NOT NULL,
    tool_calls         BIGINT       NOT NULL,
    input_tokens       BIGINT       NOT NULL,
    output_tokens      BIGINT       NOT NULL,
    cache_read_tokens  BIGINT       NOT NULL,
    cache_write_tokens BIGINT       NOT NULL,
    reasoning_tokens   BIGINT       NOT NULL,
    cost_nano_usd      BIGINT       NOT NULL,
    -- input of the calls that tell what was read from a cache, be it nothing
    cache_told_tokens  BIGINT       NOT NULL,
    -- prompt and answer of the fullest call, 0 where of none both are known
    largest_call       BIGINT       NOT NULL
);
CREATE INDEX daily_usage_by_day ON daily_usage (day);

-- The samples of a task in a build: successful runs of the agent alone whose tokens are known. The sums of logarithms, of a
-- sample's tokens and of its calls, tell its size at an equal number of calls.
CREATE TABLE task_builds (
    build_id      VARCHAR(200) NOT NULL,
    task          VARCHAR(500) NOT NULL,
    runs          BIGINT       NOT NULL,
    succeeded     BIGINT       NOT NULL,
    samples       BIGINT       NOT NULL,
    sum_tokens    DOUBLE PRECISION NOT NULL,
    sum_squares   DOUBLE PRECISION NOT NULL,
    sum_log_tokens        DOUBLE PRECISION NOT NULL,
    sum_log_calls         DOUBLE PRECISION NOT NULL,
    sum_log_calls_squares DOUBLE PRECISION NOT NULL,
    sum_log_products      DOUBLE PRECISION NOT NULL,
    cost_nano_usd BIGINT       NOT NULL,
    PRIMARY KEY (task, build_id)
);

-- Which alerts were posted, so that none is posted twice. One that is claimed and not sent is being posted, or was when its process died.
CREATE TABLE alerts (
    rule       VARCHAR(200) NOT NULL,
    subject    VARCHAR(500) NOT NULL,
    starts     TIMESTAMP    NOT NULL,
    statement  TEXT         NOT NULL,
    claimed_at TIMESTAMP    NOT NULL,
    sent_at    TIMESTAMP,
    PRIMARY KEY (rule, subject, starts)
);

-- Which runs and builds another system accepted, so that it gets each once.
CREATE TABLE sent (
    destination VARCHAR(300) NOT NULL,
    item        VARCHAR(200) NOT NULL, -- a run_id or a build_id
    sent_at     TIMESTAMP    NOT NULL,
    PRIMARY KEY (destination, item)
);

CREATE VIEW usage_records AS
SELECT c.called_at                                  AS timestamp,
       r.run_id                                     AS session_id,
       c.call_seq,
       c.model,
       r.task                                       AS task_label,
       coalesce(c.feature, r.feature)               AS feature,
       coalesce(c.team, r.team)                     AS team,
       coalesce(c.environment, r.environment)       AS environment,
       coalesce(c.sprint, r.sprint)                 AS sprint,
       coalesce(c.jira_ticket, r.jira_ticket)       AS jira_ticket,
       c.input_tokens,
       c.output_tokens,
       c.cache_read_tokens,
       c.cache_write_tokens,
       c.reasoning_tokens,
       c.input_tokens + c.output_tokens             AS total_tokens,
       c.cost_nano_usd / 1e9                        AS estimated_cost_usd,
       c.stop_reason,
       c.latency_ms,
       c.retry_count,
       CASE WHEN c.cache_read_tokens > 0 THEN 1 ELSE 0 END AS had_cache_hit,
       coalesce(c.cost_center, r.cost_center)       AS cost_center,
       coalesce(c.user_id, r.user_id)               AS user_id,
       c.provider,
       c.agent,
       c.role,
       c.tool_calls,
       r.origin,
       r.source,
       r.outcome,
       r.build_id,
       b.commit_id,
       b.branch
FROM calls c
JOIN runs r ON r.run_no = c.run_no
LEFT JOIN builds b ON b.build_id = r.build_id;
