package io.tradewatch.engine.model;

/** The extent to which a measure's citation was checked. */
public enum CitationStatus {
    /** Provision and goods were both read in a source. */
    VERIFIED,
    /** Provision or goods were not read in a source; the note says which. */
    UNVERIFIED;

    /** The status of a citation of which it is known what was read of each half: the content and the provision's number. */
    public static CitationStatus ofHalves(boolean contentRead, boolean provisionRead) {
        return contentRead && provisionRead ? VERIFIED : UNVERIFIED;
    }
}
