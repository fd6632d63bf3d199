package io.trovex.stage.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.stage.StageState;
import java.util.List;

/** The stages of a process. */
record StageList(@JsonProperty("stages") List<StageState> stages) {}
