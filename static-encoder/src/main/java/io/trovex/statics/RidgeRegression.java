package io.trovex.statics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Least squares with a penalty on the solution's length: conjugate gradients on {@code (XᵀX + ridge·I) W = XᵀY}, each
 * column of Y for itself, a few side by side, so that no square matrix is ever formed.
 */
final class RidgeRegression {
    private static final int WIDTH = DesignMatrix.WIDTH;
    private static final int MOST_STEPS = 80;
    private static final double TOLERANCE = 1e-3;

    private final DesignMatrix design;
    private final double ridge;

    RidgeRegression(DesignMatrix design, double ridge) {
        this.design = design;
        this.ridge = ridge;
    }

    /**
     * @param targets a row for each of the design's rows
     * @return a row for each of the design's columns
     */
    float[][] solve(float[][] targets, int threads) {
        int dimension = targets[0].length;
        float[][] solution = new float[design.columns()][dimension];
        List<Callable<Boolean>> blocks = new ArrayList<>();
        for (int first = 0; first < dimension; first += WIDTH) {
            int start = first;
            blocks.add(() -> {
                new Block(targets, start).solve(solution);
                return true;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Boolean> block : pool.invokeAll(blocks)) {
                block.get();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while fitting");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return solution;
    }

    /** {@value #WIDTH} columns of the targets, each with its own conjugate gradients, in step; zeros beyond the last. */
    private final class Block {
        private final int start;
        private final int present;
        private final float[] weights;
        private final float[] residual;
        private final float[] direction;
        private final float[] image;

        Block(float[][] targets, int start) {
            this.start = start;
            this.present = Math.min(WIDTH, targets[0].length - start);
            int size = Math.multiplyExact(design.columns(), WIDTH);
            weights = new float[size];
            residual = new float[size];
            image = new float[size];
            float[] sentences = new float[Math.multiplyExact(design.rows(), WIDTH)];
            for (int row = 0; row < design.rows(); row++) {
                System.arraycopy(targets[row], start, sentences, row * WIDTH, present);
            }
            design.addTransposed(sentences, residual);
            direction = residual.clone();
        }

        void solve(float[][] solution) {
            double[] squares = dots(residual, residual);
            double[] first = squares.clone();
            for (int step = 0; step < MOST_STEPS && !converged(squares, first); step++) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                applyNormalMatrix();
                double[] curvature = dots(direction, image);
                float[] along = new float[WIDTH];
                for (int i = 0; i < WIDTH; i++) {
                    along[i] = curvature[i] > 0 ? (float) (squares[i] / curvature[i]) : 0;
                }
                for (int at = 0; at < weights.length; at += WIDTH) {
                    for (int i = 0; i < WIDTH; i++) {
                        weights[at + i] += along[i] * direction[at + i];
                        residual[at + i] -= along[i] * image[at + i];
                    }
                }
                double[] next = dots(residual, residual);
                for (int at = 0; at < weights.length; at += WIDTH) {
                    for (int i = 0; i < WIDTH; i++) {
                        float turn = squares[i] > 0 ? (float) (next[i] / squares[i]) : 0;
                        direction[at + i] = residual[at + i] + turn * direction[at + i];
                    }
                }
                squares = next;
            }
            for (int column = 0; column < solution.length; column++) {
                System.arraycopy(weights, column * WIDTH, solution[column], start, present);
            }
        }

        private void applyNormalMatrix() {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) ridge * direction[i];
            }
            design.addNormal(direction, image);
        }

        private double[] dots(float[] one, float[] other) {
            double[] dots = new double[WIDTH];
            for (int at = 0; at < one.length; at += WIDTH) {
                for (int i = 0; i < WIDTH; i++) {
                    dots[i] += (double) one[at + i] * other[at + i];
                }
            }
            return dots;
        }

        private boolean converged(double[] squares, double[] first) {
            for (int i = 0; i < WIDTH; i++) {
                if (squares[i] > TOLERANCE * TOLERANCE * first[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
