export { Bell } from './Bell.tsx';
export { NewsDrawer } from './NewsDrawer.tsx';
export { newsOf } from './news.ts';
export { countUnread, type NewsList } from './newsList.ts';
export { forgetNews } from './newsStore.ts';
export { type Drawer, useDrawer } from './useDrawer.ts';
