// What is used here of the library in which the compiler's index is read; it comes with Swift, its header
// does not (llvm-project, clang/include/indexstore/indexstore.h).
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void *indexstore;
typedef struct {
  const char *data;
  size_t length;
} indexstore_string;

/// Where a symbol is declared, defined or used.
enum { indexstore_definition = 1 << 1, indexstore_reference = 1 << 2 };
/// What a unit depends on: a record has the symbols of one file.
enum { indexstore_record = 2 };

indexstore indexstore_store_create(const char *path, indexstore *error);
bool indexstore_store_units_apply_f(
    indexstore store, unsigned sorted, void *_Nonnull context,
    bool (*_Nonnull take)(void *_Nonnull, indexstore_string));

indexstore indexstore_unit_reader_create(indexstore store, const char *name, indexstore *error);
void indexstore_unit_reader_dispose(indexstore unit);
indexstore_string indexstore_unit_reader_get_main_file(indexstore unit);
bool indexstore_unit_reader_dependencies_apply_f(
    indexstore unit, void *_Nonnull context, bool (*_Nonnull take)(void *_Nonnull, indexstore));
int indexstore_unit_dependency_get_kind(indexstore dependency);
indexstore_string indexstore_unit_dependency_get_name(indexstore dependency);
indexstore_string indexstore_unit_dependency_get_filepath(indexstore dependency);

indexstore indexstore_record_reader_create(indexstore store, const char *name, indexstore *error);
void indexstore_record_reader_dispose(indexstore record);
bool indexstore_record_reader_occurrences_apply_f(
    indexstore record, void *_Nonnull context, bool (*_Nonnull take)(void *_Nonnull, indexstore));
indexstore indexstore_occurrence_get_symbol(indexstore occurrence);
uint64_t indexstore_occurrence_get_roles(indexstore occurrence);
indexstore_string indexstore_symbol_get_usr(indexstore symbol);
indexstore_string indexstore_symbol_get_name(indexstore symbol);
