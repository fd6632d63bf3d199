package io.trovex.cli;

import io.trovex.client.ApiException;
import io.trovex.client.UnreachableException;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.model.UnknownModelException;
import io.trovex.standalone.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong; a stack trace only for our own bugs. */
final class FailureReport implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case UnreachableException e -> {
                err.println("trovex: " + e.getMessage() + " (is it running? `trovex up` starts it)");
                yield ExitCode.UNREACHABLE;
            }
            case ApiException e -> {
                err.println("trovex: " + e.getMessage() + " [" + e.code() + "]");
                yield ExitCode.SOME_FAILED;
            }
            case StartFailure e -> {
                err.println("trovex: " + e.getMessage());
                yield ExitCode.CANNOT_START;
            }
            case ModelRefusedException e -> {
                err.println("trovex: " + e.getMessage());
                yield ExitCode.SOME_FAILED;
            }
            case UnknownModelException e -> {
                err.println("trovex: " + e.getMessage());
                yield ExitCode.SOME_FAILED;
            }
            case IOException e -> {
                err.println("trovex: " + explain(e));
                yield ExitCode.SOME_FAILED;
            }
            case UncheckedIOException e -> {
                err.println("trovex: " + explain(e));
                yield ExitCode.SOME_FAILED;
            }
            default -> {
                failure.printStackTrace(err);
                yield ExitCode.SOME_FAILED;
            }
        };
    }

    private static String explain(UncheckedIOException e) {
        return e.getCause() instanceof NoSuchFileException missing ? explain(missing) : String.valueOf(e.getMessage());
    }

    private static String explain(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case AccessDeniedException closed -> "no permission for " + closed.getFile();
            default -> Objects.requireNonNullElseGet(e.getMessage(), e::toString);
        };
    }
}
