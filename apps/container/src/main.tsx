// The asynchronous border that module federation needs: shared packages are settled before the first import runs.
import('./bootstrap.tsx').catch(() => {
  const note = document.getElementById('boot-note');
  if (note !== null) note.textContent = 'Không tải được VPPOS. Kiểm tra mạng rồi tải lại trang (F5).';
});
