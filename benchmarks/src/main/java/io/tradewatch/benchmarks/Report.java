package io.tradewatch.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what one benchmark has to say. Used by one thread. */
final class Report {
    private final String name;
    private final String title;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> loads = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();

    Report(Benchmark benchmark) {
        this.name = benchmark.name();
        this.title = benchmark.title();
        noteLoad();
    }

    /** Something that the figures depend on. */
    Report setting(String key, Object value) {
        settings.put(key, String.valueOf(value));
        return this;
    }

    /** One line of the table; an empty aim where there is none. */
    Report figure(String what, String unit, Spread spread, String aim) {
        figures.add(new Figure(what, unit, spread, aim));
        return this;
    }

    /** A sentence that belongs to the figures. */
    Report remark(String sentence) {
        remarks.add(sentence);
        return this;
    }

    /** A picture of figures, or of what they come from. */
    Report picture(Picture picture) {
        pictures.add(picture);
        return this;
    }

    /** Notes how busy the machine is now. */
    void noteLoad() {
        loads.add(Machine.load());
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    Map<String, String> settings() {
        return settings;
    }

    List<Figure> figures() {
        return figures;
    }

    List<String> loads() {
        return loads;
    }

    List<String> remarks() {
        return remarks;
    }

    List<Picture> pictures() {
        return pictures;
    }
}
