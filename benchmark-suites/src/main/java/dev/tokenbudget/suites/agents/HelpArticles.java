package dev.tokenbudget.suites.agents;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tokenbudget.suites.inputs.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the articles that a question shares the most words with, rare words before common ones. */
final class HelpArticles {

    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    /** So much of a word that its forms have in common. */
    private static final int STEM = 5;

    private final List<Article> articles;

    private record Article(String text, Set<String> words) {}

    HelpArticles(Workspace articles) {
        this.articles = articles.files().stream()
                .map(articles::read)
                .map(text -> new Article(text.strip(), words(text)))
                .toList();
    }

    /** Return the {@code most} articles that fit a question best, the best first. */
    List<String> bestFor(String question, int most) {
        Set<String> asked = words(question);
        return articles.stream()
                .sorted(comparing((Article article) -> -fit(article, asked)))
                .limit(most)
                .map(Article::text)
                .toList();
    }

    private double fit(Article article, Set<String> asked) {
        return asked.stream()
                .filter(article.words()::contains)
                .mapToDouble(this::rarity)
                .sorted()
                .sum();
    }

    private double rarity(String word) {
        long having = articles.stream()
                .filter(article -> article.words().contains(word))
                .count();
        return Math.log((double) articles.size() / having);
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found ->
                        found.group().substring(0, Math.min(STEM, found.group().length())))
                .collect(toUnmodifiableSet());
    }
}
