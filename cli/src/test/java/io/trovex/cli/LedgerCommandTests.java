package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LedgerCommandTests {
    private static final String SUMS = """
            {"submitted":7,"indexed":4,"superseded":1,"deleted":0,"rejected":1,"dead_lettered":0,"in_flight":1,
             "accounted":7}""";

    private final StringWriter out = new StringWriter();
    private final CommandLine trovex = TrovexCommand.commandLine().setOut(new PrintWriter(out, true));
    private String answer = "";
    private AnsweringServer server;

    @BeforeEach
    void serve() throws IOException {
        server = AnsweringServer.start().at("/v1/pipeline/ledger", _ -> answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSoundLedgerIsATableAndExitCode0() {
        answer = ledger(true, "{\"total\":0,\"offsets\":[]}");

        assertThat(run()).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "partition +submitted +indexed +superseded +deleted +rejected +dead lettered +in flight")
                .containsPattern("\n0 +7 +4 +1 +0 +1 +0 +1\\R")
                .containsPattern("\ntotal +7 ")
                .contains("nothing is in flight for longer than 300 s");
    }

    @Test
    void whatIsOverdueIsNamedAndExitCode1() {
        answer = ledger(true, """
                {"total":3,"offsets":[{"partition":0,"offset":5,"doc_id":"manual-17","trace_id":"4bf9","age_seconds":389.1,
                 "last_status":"validated"}]}""");

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString())
                .contains("3 in flight for longer than 300 s:")
                .contains("manual-17  partition 0 offset 5, 389 s after validated, trace 4bf9")
                .contains("and 2 more");
    }

    @Test
    void aWrongSumIsExitCode1() {
        answer = ledger(false, "{\"total\":0,\"offsets\":[]}");

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString()).contains("AND THE SUM IS WRONG");
    }

    @Test
    void asJsonItIsTheAnswerItself() {
        answer = ledger(true, "{\"total\":0,\"offsets\":[]}");

        assertThat(run("--json")).isZero();
        assertThat(Json.MAPPER.readTree(out.toString())).isEqualTo(Json.MAPPER.readTree(answer));
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "ledger";
        arguments[1] = "--url";
        arguments[2] = server.url();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return trovex.execute(arguments);
    }

    private static String ledger(boolean balanced, String overdue) {
        return """
                {"as_of":"2026-11-22T10:15:30Z","complete":true,"balanced":%s,"totals":%s,
                 "partitions":[{"partition":0,"sums":%s}],"deadline_seconds":300.0,"overdue":%s}""".formatted(balanced, SUMS, SUMS, overdue);
    }
}
