package dev.ringlock.print;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/** The numbered objects of a PDF file, and the file made of them. */
final class PdfObjects {

    private static final int ID_BYTES = 16;

    private final List<byte[]> objects = new ArrayList<>();

    /** A number whose object comes later. */
    int reserve() {
        objects.add(new byte[0]);
        return objects.size();
    }

    int add(String dictionary) {
        int number = reserve();
        put(number, dictionary);
        return number;
    }

    void put(int number, String dictionary) {
        objects.set(number - 1, latin(dictionary));
    }

    /** @param fields further fields of its dictionary */
    int addStream(String fields, byte[] content) {
        byte[] packed = packed(content);
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(latin("<< " + fields + " /Filter /FlateDecode /Length " + packed.length + " >>\nstream\n"));
        object.writeBytes(packed);
        object.writeBytes(latin("\nendstream"));
        objects.add(object.toByteArray());
        return objects.size();
    }

    private static byte[] packed(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** The whole file. Its id is a hash of it, so that the same document has the same bytes. */
    byte[] file(int root, int info) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // the second line says that the file is not text
        file.writeBytes(latin("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
        StringBuilder places = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.size()));
            file.writeBytes(latin((i + 1) + " 0 obj\n"));
            file.writeBytes(objects.get(i));
            file.writeBytes(latin("\nendobj\n"));
        }
        int begin = file.size();
        String id = "<" + id(file.toByteArray()) + ">";
        file.writeBytes(latin(places + "trailer\n<< /Size " + (objects.size() + 1) + " /Root " + root + " 0 R /Info "
                + info + " 0 R /ID [" + id + id + "] >>\nstartxref\n" + begin + "\n%%EOF\n"));
        return file.toByteArray();
    }

    private static String id(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A text for people, such as a title, in any script. */
    static String text(String text) {
        return "<FEFF" + HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE)) + ">";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
