package io.trovex.benchmarks.chaos;

import io.trovex.standalone.LoopbackPorts;
import java.io.IOException;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** The way of every client to the broker and to Redis, which can be cut or frozen. */
final class FaultProxies implements AutoCloseable {
    private final NioReactor reactor;
    private final int brokerPort = LoopbackPorts.free();
    private final int redisPort = LoopbackPorts.free();
    private final int brokerEntry = LoopbackPorts.free();
    private final int redisEntry = LoopbackPorts.free();
    private final TcpCrusher broker;
    private final TcpCrusher redis;

    private FaultProxies(NioReactor reactor) {
        this.reactor = reactor;
        this.broker = crusher(brokerEntry, brokerPort);
        this.redis = crusher(redisEntry, redisPort);
    }

    static FaultProxies open() throws IOException {
        return new FaultProxies(new NioReactor());
    }

    /** Where the broker itself listens. */
    int brokerPort() {
        return brokerPort;
    }

    int redisPort() {
        return redisPort;
    }

    /** Where clients of the broker connect. */
    int brokerEntry() {
        return brokerEntry;
    }

    int redisEntry() {
        return redisEntry;
    }

    TcpCrusher broker() {
        return broker;
    }

    TcpCrusher redis() {
        return redis;
    }

    @Override
    public void close() {
        broker.close();
        redis.close();
        reactor.close();
    }

    private TcpCrusher crusher(int entry, int target) {
        return TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress("127.0.0.1", entry)
                .withConnectAddress("127.0.0.1", target)
                .buildAndOpen();
    }
}
