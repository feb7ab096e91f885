package dev.tokenbudget.springai;

import io.micrometer.observation.ObservationRegistry;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Makes every chat and embedding model of a Spring Boot test charge the run that is in progress. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ObservationRegistry.class, ChatModelObservationContext.class})
@API(status = Status.EXPERIMENTAL, since = "0.1")
public class TokenBudgetAutoConfiguration {

    /** For Spring Boot, which creates it. */
    public TokenBudgetAutoConfiguration() {}

    /** Return a registry where the application has none: without one, models observe nothing. */
    @Bean
    @ConditionalOnMissingBean
    ObservationRegistry tokenBudgetObservationRegistry() {
        return ObservationRegistry.create();
    }

    /** Register the handlers with any registry: beans would be found only where the Actuator is there to find them. */
    @Bean
    static BeanPostProcessor tokenBudgetUsageHandlers() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                if (bean instanceof ObservationRegistry registry && registry != ObservationRegistry.NOOP) {
                    registry.observationConfig()
                            .observationHandler(new ChatModelUsageHandler())
                            .observationHandler(new EmbeddingModelUsageHandler());
                }
                return bean;
            }
        };
    }

    /** Watches the streams of chat clients. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatClient.class)
    static class Streams {

        /** Reach the builders themselves: what customizes them has another name in Spring AI 1.1. */
        @Bean
        static BeanPostProcessor tokenBudgetStreamAdvisors() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String beanName) {
                    return bean instanceof ChatClient.Builder builder
                            ? builder.defaultAdvisors(new RunCarryingAdvisor(), new StreamUsageAdvisor())
                            : bean;
                }
            };
        }
    }
}
