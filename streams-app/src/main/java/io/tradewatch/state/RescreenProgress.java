package io.tradewatch.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rescreening progress of one task. It is changelogged, and written in the same transaction as the results that it
 * describes.
 *
 * @param topicId the measures topic that the positions belong to
 * @param rulesVersion version of the rules that the task screens with
 * @param applied P: all past transfers are screened with the ruleset up to this position
 * @param floor F: the highest position that any transfer of this task was screened with; nothing is screened below it
 * @param pass the pass in progress; null when there is none
 */
public record RescreenProgress(
        String topicId,
        int rulesVersion,
        long applied,
        long floor,
        @Nullable Pass pass) {
    private static final byte FORMAT = 1;
    private static final int PASS_BYTES = 3 * Long.BYTES + 1;
    private static final int HEAD_BYTES = 1 + 2 * Integer.BYTES + 2 * Long.BYTES + 1;

    /**
     * A pass over past transfers, which applies the changes of the ruleset between {@code applied} and {@code target}.
     *
     * @param target T: the ruleset position that the task reaches by this pass
     * @param until U: the first offset of transfers that was screened at position T or later
     * @param cursor the next offset to read; {@link #AT_LOOK_BACK} until a record was read
     * @param isLedgerDone whether all stored violations were checked
     */
    public record Pass(long target, long until, long cursor, boolean isLedgerDone) {
        /** The cursor of a pass that begins at the first offset of the look-back. */
        public static final long AT_LOOK_BACK = -1;

        public boolean isLogDone() {
            return cursor >= until;
        }

        public Pass at(long next) {
            return new Pass(target, until, next, isLedgerDone);
        }

        public Pass withLedgerDone() {
            return new Pass(target, until, cursor, true);
        }
    }

    /** The progress of a new task. */
    public static RescreenProgress none(String topicId, int rulesVersion) {
        return new RescreenProgress(topicId, rulesVersion, 0, 0, null);
    }

    public RescreenProgress withFloor(long position) {
        return new RescreenProgress(topicId, rulesVersion, applied, position, pass);
    }

    public RescreenProgress withPass(@Nullable Pass next) {
        return new RescreenProgress(topicId, rulesVersion, applied, floor, next);
    }

    public RescreenProgress withApplied(long position) {
        return new RescreenProgress(topicId, rulesVersion, position, floor, null);
    }

    public byte[] toBytes() {
        byte[] id = topicId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES + (pass == null ? 0 : PASS_BYTES) + id.length)
                .put(FORMAT)
                .putInt(rulesVersion)
                .putLong(applied)
                .putLong(floor)
                .put((byte) (pass == null ? 0 : 1));
        if (pass != null) {
            buffer.putLong(pass.target()).putLong(pass.until()).putLong(pass.cursor());
            buffer.put((byte) (pass.isLedgerDone() ? 1 : 0));
        }
        return buffer.putInt(id.length).put(id).array();
    }

    public static RescreenProgress fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        StateFormat.require(FORMAT, buffer.get());
        int rulesVersion = buffer.getInt();
        long applied = buffer.getLong();
        long floor = buffer.getLong();
        Pass pass = null;
        if (buffer.get() == 1) {
            pass = new Pass(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.get() == 1);
        }
        byte[] id = new byte[buffer.getInt()];
        buffer.get(id);
        return new RescreenProgress(new String(id, StandardCharsets.UTF_8), rulesVersion, applied, floor, pass);
    }
}
