package io.trovex.benchmarks.queues;

import java.io.PrintStream;

/** A worker in a process of its own, to be killed: prints each task that it has done, before it acknowledges it. */
public final class WorkerMain {
    private WorkerMain() {}

    /** @param arguments where the queue is: {@code redis:PORT} or {@code kafka:PORT} */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream done = System.out;
        System.setOut(System.err);
        String[] address = arguments[0].split(":", 2);
        try (TaskQueue queue = address[0].equals("redis")
                ? new RedisTaskStream(Integer.parseInt(address[1]), RedisServer.CLAIM_AFTER)
                : new KafkaTaskTopic("127.0.0.1:" + address[1], KafkaServer.SESSION)) {
            while (true) {
                for (String task : queue.take()) {
                    // a little work, so that there is a middle to be killed in
                    Thread.sleep(1);
                    done.println(task);
                    done.flush();
                }
                queue.acknowledge();
            }
        }
    }
}
