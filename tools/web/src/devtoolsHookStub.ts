import HtmlWebpackPlugin from 'html-webpack-plugin';
import type { Compiler } from 'webpack';

/** What React looks for when it starts, and what Fast Refresh of a remote that loads later needs to find. */
const STUB = `window.__REACT_DEVTOOLS_GLOBAL_HOOK__ ??= {
  renderers: new Map(), supportsFiber: true, nextId: 0,
  inject(renderer) { const id = this.nextId++; this.renderers.set(id, renderer); return id; },
  onCommitFiberRoot() {}, onCommitFiberUnmount() {}, onScheduleFiberRoot() {}, checkDCE() {},
};`;

/** Development only: puts the stub first in the page, else Fast Refresh does not reach remotes loaded at run time. */
export class DevtoolsHookStub {
  apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap('DevtoolsHookStub', (compilation) => {
      HtmlWebpackPlugin.getHooks(compilation).alterAssetTagGroups.tap('DevtoolsHookStub', (page) => {
        page.headTags.unshift({ tagName: 'script', innerHTML: STUB, voidTag: false, attributes: {}, meta: {} });
        return page;
      });
    });
  }
}
