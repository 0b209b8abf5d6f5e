package io.tradewatch.server;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Keeps pictures of pages small: with 256 colours, which nobody tells from all of them. Most of them are those that the
 * picture uses most; the others are those that it would miss most, as a small green dot in a blue page.
 */
final class Picture {
    private static final int USED_MOST = 160;
    private static final int COLOURS = 256;

    private Picture() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < full.getHeight(); y++) {
            for (int x = 0; x < full.getWidth(); x++) {
                counts.merge(full.getRGB(x, y), 1, Integer::sum);
            }
        }
        ImageIO.write(with(full, palette(counts)), "png", file.toFile());
    }

    private static int[] palette(Map<Integer, Integer> counts) {
        int[] byUse = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .mapToInt(Map.Entry::getKey)
                .toArray();
        int[] kept = Arrays.copyOf(byUse, Math.min(COLOURS, byUse.length));
        for (int size = USED_MOST; size < kept.length; size++) {
            int[] sofar = Arrays.copyOf(kept, size);
            kept[size] = Arrays.stream(byUse)
                    .boxed()
                    .max(Comparator.comparingLong(
                            colour -> (long) counts.get(colour) * distance(colour, sofar[nearest(colour, sofar)])))
                    .orElseThrow();
        }
        return kept;
    }

    private static BufferedImage with(BufferedImage full, int[] colours) {
        IndexColorModel palette = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        BufferedImage small =
                new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < full.getHeight(); y++) {
            for (int x = 0; x < full.getWidth(); x++) {
                int index = nearest.computeIfAbsent(full.getRGB(x, y), colour -> nearest(colour, colours));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        return small;
    }

    private static int nearest(int colour, int[] colours) {
        int best = 0;
        for (int each = 1; each < colours.length; each++) {
            if (distance(colour, colours[each]) < distance(colour, colours[best])) {
                best = each;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        int blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }
}
