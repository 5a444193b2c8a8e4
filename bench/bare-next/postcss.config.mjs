// No plugins. Without this file Next would take the product's, which it finds further up.
export default { plugins: {} }
