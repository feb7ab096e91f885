package dev.tokenbudget.quality;

/** A text that counts how often one of its characters is looked at. */
final class CountedText implements CharSequence {

    private final String text;
    private final long most;
    private long left;

    CountedText(String text, long most) {
        this.text = text;
        this.most = most;
        this.left = most;
    }

    /** Return how often characters were looked at. */
    long looks() {
        return most - left;
    }

    static final class TooManyLooksException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyLooksException() {
            super(null, null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TooManyLooksException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
