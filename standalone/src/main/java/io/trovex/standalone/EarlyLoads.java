package io.trovex.standalone;

import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.validation.record.LanguageDetection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** Loads the two large models while Spring still reads its configuration; a second or more of the start. */
final class EarlyLoads implements BeanFactoryPostProcessor {
    private final ModelCatalogue catalogue;
    private final CompletableFuture<LanguageDetection> language;

    /** @param catalogue becomes the context's own */
    EarlyLoads(String model, ModelCatalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.openEarly(model);
        language = loading(LanguageDetection::load);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
        replace(registry, "modelCatalogue", ModelCatalogue.class, () -> catalogue);
        replace(registry, "languageDetection", LanguageDetection.class, language::join);
    }

    private static <T> void replace(BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<T> load) {
        registry.removeBeanDefinition(name);
        RootBeanDefinition definition = new RootBeanDefinition(type, load);
        definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
        registry.registerBeanDefinition(name, definition);
    }

    private static <T> CompletableFuture<T> loading(Supplier<T> load) {
        return CompletableFuture.supplyAsync(
                load, task -> Thread.ofPlatform().daemon().name("trovex-load").start(task));
    }
}
