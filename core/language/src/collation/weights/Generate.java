import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.CollationElementIterator;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes data.rs from the collators of ICU4J. It reads nothing but the library.
 *
 * <pre>
 *   mvn dependency:copy -Dartifact=com.ibm.icu:icu4j:78.3 -DoutputDirectory=.
 *   java -cp icu4j-78.3.jar core/language/src/collation/weights/Generate.java > data.rs
 * </pre>
 *
 * The same version of ICU4J gives the same file, byte by byte. If a weight changes, raise VERSION in
 * core/language/src/collation/mod.rs.
 */
public class Generate {
    /** The blocks whose characters have weights: what titles are written with, and its signs. */
    private static final int[][] BLOCKS = {
        {0x0000, 0x052F}, {0x0590, 0x06FF}, {0x0750, 0x077F}, {0x0870, 0x08FF}, {0x1E00, 0x23FF}, {0x2500, 0x27BF},
        {0x2C60, 0x2C7F}, {0x2E00, 0x2E5F}, {0xA720, 0xA7FF}, {0xFB00, 0xFB06}, {0xFB50, 0xFDFF}, {0xFE00, 0xFE2F},
        {0xFE70, 0xFEFF}, {0xFF00, 0xFF65}, {0xFFF9, 0xFFFD},
    };
    private static final String[] NAMES = {"ROOT", "ARABIC", "PERSIAN", "DARI"};
    private static final String[] TAGS = {"und", "ar", "fa", "fa-AF"};
    /** The common weight, which most characters have at the second and the third level. */
    private static final int COMMON = 0x0500;

    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final TreeSet<Long> primaries = new TreeSet<>();
    private static final TreeSet<Integer> secondaries = new TreeSet<>();
    private static final TreeSet<Integer> tertiaries = new TreeSet<>();
    private static final List<Integer> pool = new ArrayList<>();
    private static final Map<List<Integer>, Integer> places = new HashMap<>();

    /** The characters and pairs of an order with their elements. */
    private record Order(TreeMap<Integer, List<long[]>> characters, TreeMap<String, List<long[]>> pairs) {}

    public static void main(String[] arguments) {
        List<Order> orders = Arrays.stream(TAGS).map(Generate::order).toList();
        long number = elements(collator("und", true), "7").get(0)[0] & 0xFF000000L;
        primaries.add(number);

        System.out.println("//! Made from ICU4J " + VersionInfo.ICU_VERSION.getVersionString(2, 4) + " (CLDR 48); do not edit."
            + " Generate.java says how to make it again.\n//!");
        System.out.println("//! The data are Unicode's: Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0");
        System.out.println("//! (LICENSE in matching/cldr).\n\nuse super::weight_table::Weights;\n");
        constant("The primary weight of all numbers. Their digits follow it.", "NUMBER", rank(number));
        constant("The first primary weight of letters.", "FIRST_LETTER", rank(primaries.ceiling(0x2B000000L)));
        constant("The first primary weight of Arabic letters.", "FIRST_ARABIC", rank(primaries.ceiling(0x67000000L)));
        constant("The first primary weight after them.", "AFTER_ARABIC", rank(primaries.ceiling(0x68000000L)));
        for (int index = 0; index < NAMES.length; index++) print(NAMES[index], orders.get(index), orders.get(0));
        System.out.println("/// Elements: a primary weight of 15 bits, a secondary and a tertiary one of 8. The highest bit marks\n"
            + "/// the last element of a character.");
        System.out.println("pub(crate) static ELEMENTS: &[u32] = &[" + lines(pool.stream().map(it -> String.format("0x%08x", it)).toList()) + "\n];");
    }

    private static Order order(String tag) {
        RuleBasedCollator collator = collator(tag, false);
        Order order = new Order(new TreeMap<>(), new TreeMap<>());
        for (int[] block : BLOCKS) {
            for (int code = block[0]; code <= block[1]; code++) {
                if (hasWeights(code)) order.characters.put(code, elements(collator, Character.toString(code)));
            }
        }
        for (String text : contractions(collator)) order.pairs.put(text, elements(collator, text));
        return order;
    }

    private static RuleBasedCollator collator(String tag, boolean numeric) {
        RuleBasedCollator collator = (RuleBasedCollator) Collator.getInstance(ULocale.forLanguageTag(tag));
        if (!numeric) return collator;
        RuleBasedCollator own = collator.cloneAsThawed();
        own.setNumericCollation(true);
        return own;
    }

    /** Whether the character stays in NFD, is in a block, and is assigned. */
    private static boolean hasWeights(int code) {
        boolean isInBlock = Arrays.stream(BLOCKS).anyMatch(block -> block[0] <= code && code <= block[1]);
        return isInBlock && UCharacter.isDefined(code) && NFD.isNormalized(Character.toString(code));
    }

    /** The pairs in NFD that have other elements than their characters. */
    private static TreeSet<String> contractions(RuleBasedCollator collator) {
        UnicodeSet found = new UnicodeSet();
        try {
            collator.getContractionsAndExpansions(found, null, true);
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
        TreeSet<String> pairs = new TreeSet<>();
        for (String text : found.strings()) {
            String decomposed = NFD.normalize(text);
            if (!decomposed.codePoints().allMatch(Generate::hasWeights)) continue;
            if (decomposed.codePointCount(0, decomposed.length()) != 2) throw new IllegalStateException("no pair: " + text);
            pairs.add(decomposed);
        }
        return pairs;
    }

    /** Primary, secondary and tertiary weights. Those of case are left out, as ICU does unless asked for them. */
    private static List<long[]> elements(RuleBasedCollator collator, String text) {
        CollationElementIterator iterator = collator.getCollationElementIterator(text);
        List<long[]> found = new ArrayList<>();
        for (int half = iterator.next(); half != CollationElementIterator.NULLORDER; half = iterator.next()) {
            if (half == CollationElementIterator.IGNORABLE) continue;
            if ((half & 0xC0) == 0xC0) complete(found.get(found.size() - 1), half);
            else found.add(new long[] {half & 0xFFFF0000L, half & 0xFF00, (half & 0x3F) << 8});
        }
        for (long[] element : found) {
            if (element[0] != 0) primaries.add(element[0]);
            if (element[1] != 0) secondaries.add((int) element[1]);
            if (element[2] != 0) tertiaries.add((int) element[2]);
        }
        return found;
    }

    /** ICU gives the lower bytes of weights in a second half. */
    private static void complete(long[] element, int half) {
        element[0] |= half >>> 16;
        element[1] |= (half >>> 8) & 0xFF;
        element[2] |= half & 0x3F;
    }

    private static int rank(long primary) {
        return primary == 0 ? 0 : primaries.headSet(primary, true).size();
    }

    /** Bytes from 0x02 for weights below the common one, 0x28 for that, bytes from 0x41 for those above. */
    private static int packed(TreeSet<Integer> weights, int weight) {
        if (weight == 0) return 0;
        if (weight == COMMON) return 0x28;
        int below = weights.headSet(COMMON).size();
        int rank = weights.headSet(weight).size();
        return weight < COMMON ? 0x02 + rank : 0x41 + rank - below - 1;
    }

    private static int place(List<long[]> elements) {
        List<Integer> packed = new ArrayList<>();
        for (long[] element : elements) {
            packed.add(rank(element[0]) << 16 | packed(secondaries, (int) element[1]) << 8 | packed(tertiaries, (int) element[2]));
        }
        if (packed.isEmpty()) packed.add(0);
        packed.set(packed.size() - 1, packed.get(packed.size() - 1) | 0x80000000);
        return places.computeIfAbsent(packed, key -> {
            pool.addAll(key);
            return pool.size() - key.size();
        });
    }

    /** A tailored order holds only the characters that differ from the root's, but all of its pairs. */
    private static void print(String name, Order order, Order root) {
        TreeMap<Integer, Integer> starts = new TreeMap<>();
        order.characters.forEach((code, elements) -> {
            if (order == root || place(elements) != place(root.characters.get(code))) starts.put(code, place(elements));
        });
        System.out.println("pub(crate) static " + name + ": Weights = Weights {");
        System.out.println("    characters: &[" + lines(starts.keySet().stream().map(it -> String.format("0x%04x", it)).toList()) + "\n    ],");
        System.out.println("    starts: &[" + lines(starts.values().stream().map(String::valueOf).toList()) + "\n    ],");
        System.out.println("    pairs: &[");
        order.pairs.forEach((text, elements) -> {
            int first = text.codePointAt(0);
            int second = text.codePointAt(1);
            System.out.printf("        ('\\u{%x}', '\\u{%x}', %d),%n", first, second, place(elements));
        });
        System.out.println("    ],\n};\n");
    }

    private static void constant(String comment, String name, int value) {
        System.out.println("/// " + comment + "\npub(crate) const " + name + ": u16 = " + value + ";\n");
    }

    private static String lines(List<String> values) {
        StringBuilder text = new StringBuilder();
        int width = 0;
        for (String value : values) {
            boolean isNew = width == 0 || width + value.length() + 2 > 104;
            text.append(isNew ? "\n       " : "");
            width = isNew ? 7 : width;
            text.append(' ').append(value).append(',');
            width += value.length() + 2;
        }
        return text.toString();
    }
}
