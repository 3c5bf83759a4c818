/// EmpirioLabs' wire as the provider's sheet describes it: one path for every mode, fifty requests
/// a minute for everything together, a task that is forgotten an hour after its end, two words for
/// success, progress from 0 to 1, and a usage list with what was really charged. All routes stand
/// under `/sandbox/empiriolabs`.
@NullMarked
package io.reelgate.sandbox.empiriolabs;

import org.jspecify.annotations.NullMarked;
