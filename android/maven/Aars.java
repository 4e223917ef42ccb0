import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Does what the Android plugin does with AARs and Maven cannot: unpacks them and links the app's resources
 * with theirs.
 */
public class Aars {
    private static final Pattern PACKAGE = Pattern.compile("package=\"([^\"]+)\"");
    /** Other jars of an AAR, such as lint.jar, are for tools. */
    private static final Pattern CLASSES = Pattern.compile("classes\\.jar|libs/.*\\.jar");
    private static final Pattern UNWANTED = Pattern.compile(
        "META-INF/MANIFEST\\.MF|.*module-info\\.class|META-INF/[^/]*\\.(SF|RSA|version)|META-INF/(LICENSE|NOTICE).*|.*/LICENSE.*");

    /**
     * {@code unpack LIBRARIES CLASSES EXPLODED} or {@code link AAPT2 OUT RES LIBS (aapt2 link arguments)}.
     */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "unpack" -> new Unpacked(Path.of(args[2]), Path.of(args[3])).unpackAll(Path.of(args[1]));
            case "link" -> new Linked(args[1], Path.of(args[2])).link(Path.of(args[3]), args[4].split(":"), List.of(args).subList(5, args.length));
            default -> throw new IllegalArgumentException("unpack or link, not " + args[0]);
        }
    }

    /** Classes of every library in one folder, everything else of each AAR in a folder of its own. */
    record Unpacked(Path classes, Path exploded, Map<String, String> origins) {
        Unpacked(Path classes, Path exploded) {
            this(classes, exploded, new HashMap<>());
        }

        void unpackAll(Path libraries) throws IOException {
            Path stamp = exploded.resolveSibling("unpacked.txt");
            String state = sorted(libraries).toString();
            if (Files.exists(stamp) && Files.readString(stamp).equals(state)) return;
            for (Path library : sorted(libraries)) unpack(library);
            Files.writeString(stamp, state);
        }

        private void unpack(Path library) throws IOException {
            String name = library.getFileName().toString();
            try (InputStream bytes = Files.newInputStream(library)) {
                if (name.endsWith(".jar")) {
                    unpackClasses(name, bytes);
                } else {
                    unpackAar(name.replace(".aar", ""), bytes);
                }
            }
        }

        private void unpackAar(String name, InputStream bytes) throws IOException {
            ZipInputStream zip = new ZipInputStream(bytes);
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (entry.isDirectory()) continue;
                if (CLASSES.matcher(entry.getName()).matches()) {
                    unpackClasses(name, new ByteArrayInputStream(zip.readAllBytes()));
                } else {
                    write(exploded.resolve(name).resolve(entry.getName()), zip.readAllBytes());
                }
            }
        }

        private void unpackClasses(String library, InputStream bytes) throws IOException {
            ZipInputStream zip = new ZipInputStream(bytes);
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (entry.isDirectory() || UNWANTED.matcher(entry.getName()).matches()) continue;
                add(library, entry.getName(), zip.readAllBytes());
            }
        }

        private void add(String library, String entry, byte[] bytes) throws IOException {
            String other = origins.put(entry, library);
            Path target = classes.resolve(entry);
            if (other == null) {
                write(target, bytes);
            } else if (entry.startsWith("META-INF/services/")) {
                Files.writeString(target, Files.readString(target) + "\n" + new String(bytes));
            } else {
                throw new IOException(entry + " is in both " + other + " and " + library);
            }
        }
    }

    /**
     * The app's resources over those of its libraries, in {@code out/resources.apk}, with one R class for
     * each package.
     */
    record Linked(String aapt2, Path out) {
        void link(Path res, String[] libs, List<String> arguments) throws Exception {
            TreeSet<String> packages = new TreeSet<>();
            List<String> command = new ArrayList<>(List.of(aapt2, "link", "--auto-add-overlay", "-o", out.resolve("resources.apk").toString()));
            for (String folder : libs) {
                for (Path library : sorted(Path.of(folder))) {
                    Matcher name = PACKAGE.matcher(Files.readString(library.resolve("AndroidManifest.xml")));
                    if (name.find()) packages.add(name.group(1));
                    if (Files.isDirectory(library.resolve("res"))) command.addAll(List.of("-R", compiledOnce(library)));
                }
            }
            command.addAll(List.of("-R", compiled(res, out.resolve("app.zip")), "--extra-packages", String.join(":", packages)));
            command.addAll(arguments);
            run(command);
        }

        private String compiledOnce(Path library) throws Exception {
            Path zip = library.resolve("res.zip");
            return Files.exists(zip) ? zip.toString() : compiled(library.resolve("res"), zip);
        }

        private String compiled(Path res, Path zip) throws Exception {
            run(List.of(aapt2, "compile", "--dir", res.toString(), "-o", zip.toString()));
            return zip.toString();
        }

        private static void run(List<String> command) throws Exception {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) throw new IOException(status + " from " + String.join(" ", command));
        }
    }

    private static void write(Path target, byte[] bytes) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
