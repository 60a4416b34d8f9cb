// Builds the app in the current folder into `dist/web`.
import webpack from 'webpack';
import { webpackConfig } from './webpackConfig.ts';

const compiler = webpack(webpackConfig({ directory: process.cwd(), mode: 'production' }));

compiler?.run((error, stats) => {
  const report = stats?.toString({ preset: 'errors-warnings', colors: true }) ?? '';
  if (error !== null) console.error(error);
  if (report !== '') console.error(report);
  if (error !== null || stats?.hasErrors() === true) process.exitCode = 1;
  compiler.close(() => undefined);
});
