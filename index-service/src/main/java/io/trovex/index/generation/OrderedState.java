package io.trovex.index.generation;

import io.trovex.contracts.GenerationAction;
import io.trovex.index.generation.Decisions.Order;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import java.util.Optional;

/** What an order asks for, held against what is there. */
final class OrderedState {
    private OrderedState() {}

    /** Whether nothing is left to decide. */
    static boolean isThere(GenerationLife life, GenerationAction action, Order order, Generations now) {
        return switch (action) {
            case PROMOTE -> life.id().equals(now.serving());
            case CANARY -> life.state() == GenerationState.CANARY;
            case RETIRE, CANCEL -> life.state() == GenerationState.RETIRED;
            case PAUSE -> life.state() == GenerationState.BUILDING && life.paused() && isHeld(life, order);
            case RESUME -> life.state() == GenerationState.BUILDING && !life.paused();
            case ROLLBACK -> life.state() == GenerationState.READY && isTakenBack(life);
            default -> false;
        };
    }

    /** Whether the order means the same after what was decided meanwhile: about others, or how a build goes on. */
    static boolean isLeftAlone(GenerationAction action, Optional<GenerationLife> before, Optional<GenerationLife> now) {
        return switch (action) {
            case RETIRE, PAUSE, RESUME -> now.equals(before);
            case CANCEL ->
                now.filter(life -> life.state() == GenerationState.BUILDING).isPresent();
            default -> false;
        };
    }

    /** What an operator pauses stays paused, whoever paused it before: the throttle goes on only with its own. */
    private static boolean isHeld(GenerationLife life, Order order) {
        return order.by().equals(BuildThrottle.BY) || !life.mayBePausedBy(order.by());
    }

    /** By an operator, or by its canary. */
    private static boolean isTakenBack(GenerationLife life) {
        return switch (life.decisions().getLast().action()) {
            case ROLLBACK -> true;
            case CANARY -> life.lastStep().filter(step -> !step.keepsItsUsers()).isPresent();
            default -> false;
        };
    }
}
