import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import vueParser from 'vue-eslint-parser'

/** Which room may not look into which other (ARCHITECTURE.md, the arrows); the message says why. */
function closed(room, patterns, message) {
  return {
    files: [`src/${room}/**/*.{ts,vue}`],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
  }
}
const pages = ['@/visits/*', '@/enterprises/*', '@/reports/*', '@/inbox/*', '@/review/*', '@/admin/*', '@/faults/*']
const face = [...pages, '@/shell/*', '@/session/*', '@/settings/*', '@/router']

export default tseslint.config(
  { ignores: ['dist/', 'dev-dist/', 'node_modules/', 'src/api/types.ts', 'src/api/documents.ts'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  vue.configs['flat/recommended'],
  a11y.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 300 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'no-restricted-globals': ['error', { name: 'alert', message: 'Say it on the page: ui/toast.' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        extraFileExtensions: ['.vue'],
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error', // an unobserved failure is silence
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.vue'],
    rules: {
      // Layout of templates is the hand's, not the linter's.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // A label may hold its control or name it.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // Backdrops and swipes on purpose; whatever they do has a button too (axe and the screen pictures see to it).
      'vuejs-accessibility/no-static-element-interactions': 'off',
      'vuejs-accessibility/click-events-have-key-events': 'off',
      'vue/multi-word-component-names': 'off', // Btn, Icon, Pill: short names for small things
      // Three fields with it brought 0.8 KB of Vue into the first page.
      'vue/no-restricted-syntax': [
        'error',
        {
          selector: "VElement[rawName=/^(input|select|textarea)$/] > VStartTag > VAttribute[directive=true][key.name.name='model']",
          message: 'A bare control has :value and @input; v-model is for our own components.',
        },
      ],
      'vue/require-default-prop': 'off', // an absent optional prop is undefined, and typed so
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'Wait for a condition, not for time.' }],
    },
  },
  { files: ['*.config.{js,ts}', 'codegen/*.mjs'], languageOptions: { globals: { ...globals.node } } },
  closed('db', [...face, '@/api/*', '!@/api/types', '@/outbox/*', '@/camera/*', '@/ui/*'], 'db knows no network and no page.'),
  closed('api', [...face, '@/outbox/*', '@/camera/*', '@/ui/*'], 'api knows HTTP, and of db only the types.'),
  closed('outbox', face, 'outbox knows db and api.'),
  closed('camera', [...face, '@/api/*', '@/outbox/*', '@/ui/*'], 'camera knows db.'),
)
