import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const replacement = fileURLToPath(new URL('./adopted-styles.ts', import.meta.url));

/**
 * Replaces the style injection of antd (`<style>` elements) with constructed style sheets, so that the
 * console runs under `style-src 'self'` without a nonce. In development no policy is sent and Vite bundles
 * dependencies beforehand, so the plugin acts on builds only.
 */
export function adoptStyles(): Plugin {
  return {
    name: 'adopt-styles',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!/(^|\/)dynamicCSS(\.js)?$/.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && found.id.includes('@rc-component/util') ? replacement : found;
    },
  };
}
