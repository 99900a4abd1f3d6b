package baton.run;

import java.util.Map;

/**
 * How runs are led to another version of their orchestration.
 *
 * @param version to go on with
 * @param stages new names of stages, by their old ones; the others keep theirs
 * @param steps new names of steps, by their old ones
 * @param dryRun only says whether the run could
 */
public record RunMigration(
    int version, Map<String, String> stages, Map<String, String> steps, boolean dryRun) {}
