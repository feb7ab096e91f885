package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.Script.Wish;

/** Reference documentation of the allotment garden's API. */
final class ApiDocumentationScript {

    private ApiDocumentationScript() {}

    static Script script() {
        return Script.of("openapi: 3.")
                .uses(0.6, "I check the schema of what comes back.", schema("Plot"))
                .uses(0.4, "And that of what is sent.", schema("LeaseRequest"))
                .uses(0.25, "How do errors look?", schema("Problem"))
                .uses(0.1, "One name is unclear to me.", schema("PlotState"))
                .says("listPlots", 1, """
                        ## List plots — `GET /plots`

                        Returns the plots of the garden, 20 a page unless `limit` (1 to 100) says otherwise. Narrow them down by
                        `state` (`free`, `leased`, `neglected`, `closed`) and `minArea` (square metres). The header
                        `X-Next-Cursor` holds the `cursor` of the next page and is absent on the last one.""")
                .says("listPlots", 0.6, """
                        ```
                        curl 'https://garden.example/api/plots?state=free&minArea=200'
                        ```""")
                .says("listPlots", 0.4, "Errors: `400` when a parameter is out of its range; the body is a `Problem`.")
                .says("getPlot", 1, """
                        ## Show one plot — `GET /plots/{plotId}`

                        `plotId` is a section from A to F, a hyphen and two digits, such as `B-07`. The `ETag` of the answer is
                        needed for changing the plot. `lease` is null for a plot that nobody leases.""")
                .says("getPlot", 0.6, """
                        ```json
                        {"id": "B-07", "area": 240, "state": "leased", "water": true, "lease": {"memberId": 815,
                         "from": "2024-04-01", "until": null, "yearlyRentCents": 9600}}
                        ```""")
                .says("updatePlot", 1, """
                        ## Change a plot — `PATCH /plots/{plotId}`

                        For wardens. Send a JSON merge patch with `state` or `water` (at least one, nothing else), and the plot's
                        `ETag` as `If-Match`. A plot with a lease cannot become `free`.""")
                .says("updatePlot", 0.7, """
                        Errors: `404` no such plot; `412` somebody changed it since you read it, so read it again; `422` the
                        change is not allowed.""")
                .says("updatePlot", 0.4, """
                        ```
                        curl -X PATCH https://garden.example/api/plots/B-07 -H 'If-Match: "5f2"' \\
                          -H 'Content-Type: application/merge-patch+json' -d '{"state":"neglected"}'
                        ```""")
                .says("leasePlot", 1, """
                        ## Lease a plot — `PUT /plots/{plotId}/lease`

                        For wardens. The member must be first on the waiting list of the plot's section; `from` is the first day
                        of a month. `201` means a new lease, `200` that it was there already: repeating is safe.""")
                .says("leasePlot", 0.6, """
                        The yearly rent is 35 cents a square metre, plus 1,200 cents for a tap: a plot of 240 square metres with
                        water costs 9,600 cents.""")
                .says(
                        "leasePlot",
                        0.5,
                        "Errors: `409` when the plot is leased already or the member is not first in line.")
                .says("endLease", 1, """
                        ## End a lease — `DELETE /plots/{plotId}/lease`

                        For the member or a warden. Answers `202`: the lease ends on the next 30 November, and `until` says so. A
                        plot in state `neglected` is given up at once.""")
                .says("endLease", 0.5, "Errors: `404` when the plot does not exist or nobody leases it.")
                .says("joinWaitingList", 1, """
                        ## Join a waiting list — `POST /sections/{section}/waiting-list`

                        For members, in sections A to F, two sections at most. The answer holds the `position` (from 1) and
                        `since`. The place is kept while the yearly fee is paid.""")
                .says("joinWaitingList", 0.5, """
                        Errors: `409` when the member waits in two sections already, or in this one.""")
                .saysAtLength("Plot", """
                        In detail: all amounts are whole cents and all dates are days of the garden's own time zone, without a time.
                        A client that shows them should not convert them. Fields that it does not know may be added at any time and
                        must be ignored; fields that it knows are never taken away within version 2.""")
                .saysAtLength("Lease", """
                        A word on the life of a lease: it begins on the first of a month, it is never shorter than until the next
                        30 November, and it can be ended by the member or by a warden. Ending it twice is not an error.""");
    }

    private static Wish schema(String name) {
        return new Wish("read_schema", "{\"name\":\"" + name + "\"}");
    }
}
