package dev.ringlock.form;

import dev.ringlock.form.PageBlocks.Block.BlockKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the signup form's own HTML into what stands on it, from top to bottom. It reads no other page. */
final class PageBlocks {

    /** A part of the page that a person sees. */
    record Block(BlockKind kind, String text) {

        enum BlockKind {
            OWNER,
            HEADING,
            TEXT,
            LABEL,
            SMALL,
            /** A field to type into, or to choose in. Its text is what it shows when it is empty. */
            FIELD,
            /** The title beside an unticked box. */
            BOX,
            BOX_TEXT,
            BUTTON,
            FOOT
        }
    }

    private static final Pattern PART = Pattern.compile("<(/?)([a-z0-9]+)([^>]*)>|<![^>]*>|([^<]+)");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]+");

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable BlockKind open;
    private boolean unseen;
    private boolean foot;
    private boolean choices;

    private PageBlocks() {}

    static List<Block> of(String html) {
        PageBlocks page = new PageBlocks();
        Matcher part = PART.matcher(html);
        while (part.find()) {
            if (part.group(4) != null) {
                page.text.append(page.unseen ? "" : plain(part.group(4)));
            } else if (part.group(2) != null) {
                page.tag(part.group(1).isEmpty(), part.group(2), part.group(3));
            }
        }
        return page.blocks;
    }

    private void tag(boolean begins, String name, String attributes) {
        switch (name) {
            case "style", "title", "option" -> option(begins, name, attributes);
            case "input" -> input(attributes);
            case "footer" -> foot = begins;
            case "fieldset" -> choices = begins;
            case "h1", "p", "label", "legend", "button", "select", "nav" -> block(begins, kind(name, attributes));
            case "a" -> text.append(open == BlockKind.FOOT ? " " : "");
            default -> {
                // all else shows nothing by itself
            }
        }
    }

    /** Of a list to choose from, the first row is shown. */
    private void option(boolean begins, String name, String attributes) {
        unseen = begins && !(name.equals("option") && attributes.equals(" value=\"\""));
    }

    private void input(String attributes) {
        if (attributes.contains("type=\"tel\"")) {
            blocks.add(new Block(BlockKind.FIELD, ""));
        }
    }

    private BlockKind kind(String name, String attributes) {
        if (foot) {
            return BlockKind.FOOT;
        }
        return switch (name) {
            case "h1" -> BlockKind.HEADING;
            case "label" -> choices ? BlockKind.BOX : BlockKind.LABEL;
            case "legend" -> BlockKind.LABEL;
            case "button" -> BlockKind.BUTTON;
            case "select" -> BlockKind.FIELD;
            default -> paragraph(attributes);
        };
    }

    private BlockKind paragraph(String attributes) {
        if (attributes.contains("\"owner\"")) {
            return BlockKind.OWNER;
        } else if (choices) {
            return BlockKind.BOX_TEXT;
        }
        return attributes.contains("\"hint\"") || attributes.contains("\"small\"") ? BlockKind.SMALL : BlockKind.TEXT;
    }

    private void block(boolean begins, BlockKind kind) {
        if (begins) {
            open = kind;
            text.setLength(0);
        } else if (open != null) {
            blocks.add(new Block(open, BLANKS.matcher(text).replaceAll(" ").strip()));
            open = null;
        }
    }

    private static String plain(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
