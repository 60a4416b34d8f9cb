// The build gives a CSS module one default export: class names as written → class names as shipped.
declare module '*.module.css' {
  const styles: { readonly [name: string]: string };
  export default styles;
}
declare module '@vppos/core/theme.css';
// Loaded for what it does to the page: it exports nothing.
declare module '*/font.css';
