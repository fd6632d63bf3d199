package io.trovex.index.shadow;

import java.util.List;

/** The searches of the past. */
public interface QueryLog {
    /**
     * The newest, each once, the newest first.
     *
     * @param most from 1
     * @throws io.trovex.stage.DependencyUnavailableException if the log does not answer in time
     */
    List<LoggedQuery> latest(int most);
}
