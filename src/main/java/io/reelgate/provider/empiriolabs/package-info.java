/// EmpirioLabs. What is odd about this API: the operation is a field, {@code mode}; fifty requests
/// a minute are shared by submits, polls and everything else of an account; a task is forgotten one
/// hour after its end, though its file lives for seven days; success has two words; progress goes
/// from 0 to 1. There is neither a name for an order nor a callback, so a submit whose answer got
/// lost is never repeated, and what a task really cost stands only in the account's usage list.
@NullMarked
package io.reelgate.provider.empiriolabs;

import org.jspecify.annotations.NullMarked;
