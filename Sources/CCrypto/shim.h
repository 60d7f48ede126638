// SHA-256 of the system's libcrypto.
#pragma once
#include <openssl/evp.h>
